// libcurl as Swift can call it: variadic functions can't be, so each use of one has a wrapper here.
#ifndef NIXGRAFT_CCURL_SHIM_H
#define NIXGRAFT_CCURL_SHIM_H

#include <curl/curl.h>

// What a write or header callback looks like.
typedef size_t (*nixgraft_curl_sink)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode nixgraft_curl_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode nixgraft_curl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

// libcurl copies the text.
static inline CURLcode nixgraft_curl_set_text(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

// libcurl keeps the pointer.
static inline CURLcode nixgraft_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode nixgraft_curl_set_sink(CURL *easy, CURLoption option,
                                              nixgraft_curl_sink value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode nixgraft_curl_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode nixgraft_curl_get_size(CURL *easy, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(easy, info, value);
}

// The text lives as long as the handle's transfer.
static inline CURLcode nixgraft_curl_get_text(CURL *easy, CURLINFO info, const char **value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode nixgraft_curl_multi_set_long(CURLM *multi, CURLMoption option,
                                                     long value) {
  return curl_multi_setopt(multi, option, value);
}

// A message's result is in a union.
static inline CURLcode nixgraft_curl_result(const CURLMsg *message) {
  return message->data.result;
}

// These are macros with casts, which Swift doesn't import.
static inline size_t nixgraft_curl_pause_value(void) { return CURL_WRITEFUNC_PAUSE; }
// Constants of an enumeration until curl 8.14, macros since, which Swift imports as another type.
static const long nixgraft_curl_netrc_optional = CURL_NETRC_OPTIONAL;
static const long nixgraft_curl_http_2 = CURL_HTTP_VERSION_2_0;
static const long nixgraft_curl_http_2_over_tls = CURL_HTTP_VERSION_2TLS;
static inline CURLcode nixgraft_curl_global_init(void) {
  return curl_global_init(CURL_GLOBAL_DEFAULT);
}

#endif
