package io.tributary.streams.normalize;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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

    /** What a line for all services that begin so ends in. */
    private static final String ALL = " *";

    /** Services whose names begin with the bytes. */
    private record Family(byte[] beginning, Category category) {

        boolean has(byte[] source, int offset, int length) {
            int size = beginning.length;
            return length > size && Arrays.equals(source, offset, offset + size, beginning, 0, size);
        }
    }

    private final ByteTable<Category> services;
    private final List<Family> families;

    private ServiceCategories(Map<String, Category> services) {
        this.services = new ByteTable<>(services);
        families = services.entrySet().stream()
                .filter(service -> service.getKey().endsWith(ALL))
                .map(service -> new Family(beginning(service.getKey()), service.getValue()))
                .toList();
    }

    private static byte[] beginning(String family) {
        return family.substring(0, family.length() - 1).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A provider's table, service-categories.tsv: service, category and subcategory, which may be empty. A service that
     * ends in a blank and a star stands for all whose names begin with what is before the star.
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
        if (category != null) {
            return category;
        }
        for (Family family : families) {
            if (family.has(source, offset, length)) {
                return family.category();
            }
        }
        return OTHER;
    }

    public Category other() {
        return OTHER;
    }
}
