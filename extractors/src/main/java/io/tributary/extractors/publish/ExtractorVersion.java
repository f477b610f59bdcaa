package io.tributary.extractors.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that pages say they were extracted by. */
final class ExtractorVersion {

    private ExtractorVersion() {}

    static String read() {
        Properties properties = new Properties();
        try (InputStream in = ExtractorVersion.class.getResourceAsStream("extractor.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
