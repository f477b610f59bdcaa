package io.tributary.streams.normalize;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

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

    /**
     * A provider's table, service-categories.tsv: service, category and subcategory, which may be empty.
     *
     * @param user a class of the package in which the table lies
     */
    public static ServiceCategories beside(Class<?> user) {
        return new ServiceCategories(ReferenceTable.lines(user, "service-categories.tsv", 3).stream()
                .collect(Collectors.toMap(line -> line[0], line -> Category.of(line[1], line[2]))));
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
