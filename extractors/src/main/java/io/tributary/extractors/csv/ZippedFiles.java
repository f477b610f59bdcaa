package io.tributary.extractors.csv;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The files in a zip, one after the other. Throws if the zip is cut off: the JDK's stream takes a cut between two
 * files for the end, so the number of files is compared with the one in the zip's last record.
 */
final class ZippedFiles implements FileParts {

    private static final int END_SIGNATURE = 0x06054B50;
    private static final int END_SIZE = 22;
    private static final int MAX_COMMENT = 65_535;
    /** The value that means that the number is in a larger record. */
    private static final int COUNTED_ELSEWHERE = 0xFFFF;

    private final TailRecorder recorder;
    private final ZipInputStream zip;
    private int entries;

    ZippedFiles(InputStream in) {
        recorder = new TailRecorder(in, END_SIZE + MAX_COMMENT);
        zip = new ZipInputStream(recorder);
    }

    @Override
    public Optional<InputStream> next() throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            entries++;
            if (!entry.isDirectory()) {
                return Optional.of(zip);
            }
        }
        verifyEnd();
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void verifyEnd() throws IOException {
        recorder.skipToEnd();
        ByteBuffer tail = ByteBuffer.wrap(recorder.tail()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = tail.limit() - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE) {
                int stated = tail.getShort(at + 10) & 0xFFFF;
                if (stated != COUNTED_ELSEWHERE && stated != entries) {
                    throw new ZipException("zip states " + stated + " files and holds " + entries);
                }
                return;
            }
        }
        throw new EOFException("zip is cut off after " + entries + " files");
    }
}
