package io.matchlock.audit.replay.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** How a file is packed. Its first bytes tell, because its name may end in anything. */
enum Packing {
    GZIP("gzip", "\u001F\u008B"),
    XZ("xz", "\u00FD7zXZ\u0000"),
    ZIP("zip", "PK\u0003\u0004"),
    BZIP2("bzip2", "BZh"),
    ZSTD("zstd", "(\u00B5/\u00FD"),
    SEVEN_ZIP("7-Zip", "7z\u00BC\u00AF'\u001C"),
    NONE("nothing", "");

    private static final int MAX_BYTES = 6;

    private final String tool;
    private final String magic;

    Packing(final String tool, final String magic) {
        this.tool = tool;
        this.magic = magic;
    }

    static Packing of(final Path path) throws IOException {
        try (InputStream stream = Files.newInputStream(path)) {
            final String begin = new String(stream.readNBytes(MAX_BYTES), ISO_8859_1);
            return Arrays.stream(values())
                    .filter(packing -> begin.startsWith(packing.magic))
                    .findFirst()
                    .orElse(NONE);
        }
    }

    /** Its name. */
    String tool() {
        return tool;
    }
}
