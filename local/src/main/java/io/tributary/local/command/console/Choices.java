package io.tributary.local.command.console;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Constants of enums as options name them: in lower case, with hyphens. */
public final class Choices {

    private Choices() {}

    /** @throws IllegalArgumentException naming the option, its value and what it may be */
    public static <E extends Enum<E>> E one(String option, Class<E> type, String name) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        int index = names.indexOf(name.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new IllegalArgumentException(option + " must be of " + names + ": was " + name);
        }
        return type.getEnumConstants()[index];
    }

    /** @throws IllegalArgumentException naming the option, the first value that is none, and what it may be */
    public static <E extends Enum<E>> Set<E> several(String option, Class<E> type, List<String> names) {
        Set<E> chosen = EnumSet.noneOf(type);
        names.forEach(name -> chosen.add(one(option, type, name)));
        return chosen;
    }
}
