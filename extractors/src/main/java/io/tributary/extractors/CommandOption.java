package io.tributary.extractors;

import static java.util.Objects.requireNonNull;

/**
 * An option of the command {@code extract} that stands for a setting.
 *
 * @param name the option's name, such as {@code --role-arn}
 * @param paramLabel what its value is called in the help text
 * @param setting the setting that it sets
 * @param description what it means, for the help text
 */
public record CommandOption(String name, String paramLabel, String setting, String description) {

    public CommandOption {
        requireNonNull(name, "name");
        requireNonNull(paramLabel, "paramLabel");
        requireNonNull(setting, "setting");
        requireNonNull(description, "description");
    }
}
