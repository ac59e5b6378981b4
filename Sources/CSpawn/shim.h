// What the C libraries of Linux have for starting programs, and show to C with _GNU_SOURCE alone,
// which Swift's own import of them does not define. Under names of their own, since they may be shown.
#ifndef NIXGRAFT_CSPAWN_SHIM_H
#define NIXGRAFT_CSPAWN_SHIM_H

#ifdef __linux__
int nixgraft_pipe2(int *ends, int flags) __asm__("pipe2");
// Takes a posix_spawn_file_actions_t.
int nixgraft_spawn_addchdir(void *actions, const char *path)
    __asm__("posix_spawn_file_actions_addchdir_np");
#endif

#endif
