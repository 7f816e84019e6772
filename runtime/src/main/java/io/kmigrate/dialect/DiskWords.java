package io.kmigrate.dialect;

import java.util.regex.Pattern;

/** The words of operating systems: ENOSPC and EDQUOT of POSIX by text, ERROR_DISK_FULL of Windows. */
final class DiskWords {
    static final Pattern FULL = Pattern.compile(
            "(?i)no space left on device|disk quota exceeded|not enough space on the disk|not enough room on the disk");

    private DiskWords() {}
}
