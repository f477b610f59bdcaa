package io.tributary.extractors.gcp.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** Rows of an Avro container file, whatever its schema. */
final class AvroExport implements RowReader {

    private final DataFileStream<GenericRecord> file;

    private AvroExport(DataFileStream<GenericRecord> file) {
        this.file = file;
    }

    /**
     * Reads the head of a file.
     *
     * @throws SourceException.Malformed if it is not an Avro file of records
     */
    static AvroExport open(String uri, InputStream in) throws IOException {
        try {
            DataFileStream<GenericRecord> file = new DataFileStream<>(in, new GenericDatumReader<>());
            if (file.getSchema().getType() != Schema.Type.RECORD) {
                throw new SourceException.Malformed(
                        uri, "is Avro of " + file.getSchema().getType() + ": expected records");
            }
            return new AvroExport(file);
        } catch (AvroRuntimeException e) {
            throw new SourceException.Malformed(uri, "has no Avro schema that can be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<ExportRow> next() throws IOException {
        try {
            return file.hasNext() ? Optional.of(row(file.next())) : Optional.empty();
        } catch (AvroRuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public List<String> columns() {
        return file.getSchema().getFields().stream().map(Schema.Field::name).toList();
    }

    private ExportRow row(GenericRecord row) throws IOException {
        return ExportRow.of(AvroJson.of(file.getSchema(), row).getBytes(UTF_8));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
