package io.tributary.local.view;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainBinaryDictionaryValuesWriter;
import org.apache.parquet.column.values.factory.DefaultV1ValuesWriterFactory;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;
import org.apache.parquet.column.values.fallback.FallbackValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Parquet's own encodings of values; only that a text which comes again at once is not looked up again. */
final class RepeatedValues implements ValuesWriterFactory {

    private final ValuesWriterFactory others = new DefaultV1ValuesWriterFactory();
    private ParquetProperties properties;

    @Override
    public void initialize(ParquetProperties all) {
        properties = all;
        others.initialize(all);
    }

    @Override
    public ValuesWriter newValuesWriter(ColumnDescriptor column) {
        boolean isText = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
        if (!isText || !properties.isDictionaryEnabled(column)) {
            return others.newValuesWriter(column);
        }
        return FallbackValuesWriter.of(
                new Texts(properties),
                new PlainValuesWriter(
                        properties.getInitialSlabSize(), properties.getPageSizeThreshold(), properties.getAllocator()));
    }

    /** Looks a value up unless it is the very one before it. */
    @SuppressWarnings("deprecation") // The encoding's name in pages of version 1, as in Parquet's own factory.
    private static final class Texts extends PlainBinaryDictionaryValuesWriter {

        private Binary last;
        private int lastId;

        private Texts(ParquetProperties properties) {
            super(
                    properties.getDictionaryPageSizeThreshold(),
                    Encoding.PLAIN_DICTIONARY,
                    Encoding.PLAIN_DICTIONARY,
                    properties.getAllocator());
        }

        @Override
        public void writeBytes(Binary value) {
            if (value == last) {
                encodedValues.add(lastId);
                return;
            }
            int id = binaryDictionaryContent.getInt(value);
            if (id < 0) {
                super.writeBytes(value);
                id = getDictionarySize() - 1;
            } else {
                encodedValues.add(id);
            }
            last = value;
            lastId = id;
        }

        @Override
        protected void clearDictionaryContent() {
            super.clearDictionaryContent();
            last = null;
        }
    }
}
