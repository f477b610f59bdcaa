package io.tributary.streams.normalize;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** FOCUS's category and subcategory of a provider's services, from a table that ships with the application. */
public final class ServiceCategories {

    /**
     * Where a service belongs.
     *
     * @param category one of FOCUS's 19 service categories, as UTF-8
     * @param subcategory one of its subcategories, or {@code Other (category)}, as UTF-8
     */
    public record Category(byte[] category, byte[] subcategory) {

        static Category of(String category, String subcategory) {
            String known = subcategory.isEmpty() ? "Other (" + category + ")" : subcategory;
            return new Category(category.getBytes(StandardCharsets.UTF_8), known.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final Category OTHER = Category.of("Other", "");

    private final ByteTable<Category> services;

    private ServiceCategories(Map<String, Category> services) {
        this.services = new ByteTable<>(services);
    }

    /** The table of {@code provider}: lines of service, category, subcategory (which may be empty), separated by tabs. */
    public static ServiceCategories of(String provider) {
        String resource = provider + "-service-categories.tsv";
        Map<String, Category> services = new HashMap<>();
        try (InputStream stream = ServiceCategories.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.split("\t", -1);
                services.put(columns[0], Category.of(columns[1], columns[2]));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource, unreadable);
        }
        return new ServiceCategories(services);
    }

    /** The category of the service that the slice names; Other where it is not known. */
    public Category of(byte[] source, int offset, int length) {
        Category category = services.get(source, offset, length);
        return category == null ? OTHER : category;
    }

    public Category other() {
        return OTHER;
    }
}
