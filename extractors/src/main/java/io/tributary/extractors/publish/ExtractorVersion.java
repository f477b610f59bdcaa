package io.tributary.extractors.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the extractor, which pages carry. */
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
