/// Headers that a C compiler, the C library, Python and its build requirements bring along.
enum SystemHeaders {
  /// Whether a header, as code names it, is one of them.
  static func has(_ header: String) -> Bool {
    if let slash = header.firstIndex(of: "/") { return folders.contains(String(header[..<slash])) }
    // Those of C++ have no ending.
    if !header.contains(".") { return true }
    return names.contains(header) || header.hasSuffix("intrin.h")
  }

  private static let folders: Set<String> = [
    "sys", "linux", "arpa", "netinet", "net", "asm", "bits", "machine", "mach", "libkern", "os",
    "experimental", "tr1", "ext", "numpy", "pybind11", "nanobind", "internal", "cpython", "rpc",
    "IOKit", "CoreFoundation", "CoreServices", "Carbon", "Foundation", "Cocoa", "AppKit",
    "ApplicationServices", "Security", "SystemConfiguration", "dispatch", "objc", "Accelerate",
    "readline_", "posix", "netpacket", "scsi", "sound", "mtd", "protocols", "libc",
  ]

  private static let names: Set<String> = Set(
    """
    assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h limits.h locale.h math.h setjmp.h
    signal.h stdalign.h stdarg.h stdatomic.h stdbool.h stdckdint.h stddef.h stdint.h stdio.h stdlib.h
    stdnoreturn.h string.h tgmath.h threads.h time.h uchar.h wchar.h wctype.h
    aio.h alloca.h byteswap.h cpio.h crypt.h dirent.h dlfcn.h elf.h endian.h err.h execinfo.h fcntl.h features.h
    fmtmsg.h fnmatch.h ftw.h getopt.h glob.h grp.h iconv.h ifaddrs.h langinfo.h libgen.h link.h malloc.h
    memory.h monetary.h mntent.h mqueue.h ndbm.h netdb.h nl_types.h obstack.h paths.h poll.h pthread.h pty.h
    pwd.h regex.h resolv.h sched.h search.h semaphore.h shadow.h spawn.h stab.h strings.h stropts.h syslog.h
    syscall.h tar.h termio.h termios.h trace.h ucontext.h ulimit.h unistd.h utime.h utmp.h utmpx.h values.h
    wait.h wordexp.h xlocale.h ucred.h utils.h util.h libutil.h
    cpuid.h omp.h unwind.h varargs.h x86gprintrin.h arm_neon.h arm_acle.h arm_sve.h altivec.h
    Python.h structmember.h frameobject.h pythread.h longintrepr.h datetime.h marshal.h pymem.h pyconfig.h
    patchlevel.h code.h compile.h opcode.h node.h eval.h import.h object.h unicodeobject.h bytesobject.h
    pystate.h pyerrors.h descrobject.h methodobject.h listobject.h tupleobject.h dictobject.h intobject.h
    stringobject.h bytearrayobject.h pyport.h osdefs.h pymacconfig.h pycapsule.h cobject.h structseq.h
    genobject.h moduleobject.h funcobject.h traceback.h ceval.h pyarena.h
    windows.h Windows.h WINDOWS.H winsock.h winsock2.h Winsock2.h WinSock2.h ws2tcpip.h Ws2tcpip.h windef.h
    winbase.h WinBase.h wincrypt.h Wincrypt.h winnt.h wtypes.h winreg.h winioctl.h winerror.h windowsx.h
    winternl.h winsvc.h winuser.h wingdi.h psapi.h Psapi.h pdh.h io.h direct.h process.h conio.h intrin.h
    crtdbg.h tchar.h share.h objbase.h shlobj.h shlwapi.h Shlwapi.h iphlpapi.h Iphlpapi.h bcrypt.h ntsecapi.h
    tlhelp32.h TlHelp32.h dbghelp.h versionhelpers.h VersionHelpers.h profileapi.h sysinfoapi.h mmsystem.h
    stdafx.h ppl.h targetver.h excpt.h basetsd.h rpc.h security.h sddl.h aclapi.h ntstatus.h delayimp.h locale_.h
    AvailabilityMacros.h Availability.h TargetConditionals.h ConditionalMacros.h libproc.h crt_externs.h
    CoreServices.h kvm.h procfs.h kstat.h nlist.h ndir.h fts.h sysexits.h
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
