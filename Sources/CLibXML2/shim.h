// The part of libxml2 that reads HTML as it streams in, looked up in the library when it is first used.
//
// The library's file name changed with 2.14 (libxml2.so.2, libxml2.so.16), the interface declared here did
// not: it is that of <libxml/parser.h>, <libxml/HTMLparser.h> and <libxml/encoding.h> since 2.6. Neither
// the headers nor the library are needed to build. See Documentation/decisions/libraries.md.
#ifndef NIXGRAFT_CLIBXML2_SHIM_H
#define NIXGRAFT_CLIBXML2_SHIM_H

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

// htmlParserCtxt, of which no field is touched.
typedef struct nixgraft_html_parser nixgraft_html_parser;

// htmlSAXHandler: its members in order, of which only the named ones are set.
typedef struct {
  void (*others_before[14])(void);
  void (*start_element)(void *context, const unsigned char *name, const unsigned char **attributes);
  void (*end_element)(void *context, const unsigned char *name);
  void (*reference)(void);
  void (*characters)(void *context, const unsigned char *text, int length);
  void (*others_after[9])(void);
  unsigned int initialized;
  void *private_data;
  void (*others_of_namespaces[3])(void);
} nixgraft_html_handler;

// xmlCharEncoding.
enum { nixgraft_encoding_unknown = -1, nixgraft_encoding_latin_1 = 10 };

// htmlParserOption: HTML_PARSE_RECOVER, HTML_PARSE_NOERROR, HTML_PARSE_NOWARNING, HTML_PARSE_NONET.
enum { nixgraft_html_options = 1 << 0 | 1 << 5 | 1 << 6 | 1 << 11 };

typedef struct {
  void (*init_parser)(void);
  int (*parse_char_encoding)(const char *name);
  nixgraft_html_parser *(*create_push_parser)(nixgraft_html_handler *handler, void *context,
                                              const char *chunk, int size, const char *filename,
                                              int encoding);
  int (*use_options)(nixgraft_html_parser *parser, int options);
  int (*parse_chunk)(nixgraft_html_parser *parser, const char *chunk, int size, int terminate);
  void (*free_parser)(nixgraft_html_parser *parser);
} nixgraft_libxml2;

// Loads the library called name and looks its functions up; false where either fails.
static inline bool nixgraft_libxml2_load(const char *name, nixgraft_libxml2 *library) {
  void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return false;
#define NIXGRAFT_LOOK_UP(member, function) \
  if ((library->member = (__typeof__(library->member))dlsym(handle, function)) == NULL) return false
  NIXGRAFT_LOOK_UP(init_parser, "xmlInitParser");
  NIXGRAFT_LOOK_UP(parse_char_encoding, "xmlParseCharEncoding");
  NIXGRAFT_LOOK_UP(create_push_parser, "htmlCreatePushParserCtxt");
  NIXGRAFT_LOOK_UP(use_options, "htmlCtxtUseOptions");
  NIXGRAFT_LOOK_UP(parse_chunk, "htmlParseChunk");
  NIXGRAFT_LOOK_UP(free_parser, "htmlFreeParserCtxt");
#undef NIXGRAFT_LOOK_UP
  return true;
}

#endif
