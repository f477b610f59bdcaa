package io.tributary.samples.aws;

import io.tributary.samples.SeededRandom;
import io.tributary.samples.file.Text;
import java.util.ArrayList;
import java.util.List;

/** Sets of tags as people write them, with everything that is hard on readers of CSV and Unicode. */
final class Tags {

    private static final String[][] VALUES = {
        {"TAG_NAME", "web-1", "TAG_OWNER", "alice", "CATEGORY_ENVIRONMENT", "prod"},
        {"TAG_NAME", "web-2", "TAG_OWNER", "Alice", "TAG_OWNER_LOWER_CASE", "alice", "CATEGORY_ENVIRONMENT", "prod"},
        {"TAG_NAME", "équipe-données", "TAG_TEAM", "données", "CATEGORY_ENVIRONMENT", "staging"},
        {"TAG_NAME", "データ基盤", "TAG_TEAM", "分析", "TAG_COST_CENTER", "東京 1-2"},
        {"TAG_NAME", "🚀 launch 👩‍💻", "TAG_PROJECT", "moon 🌙"},
        {"TAG_NAME", "a, \"b\", c", "TAG_OWNER", "Smith, John", "TAG_COST_CENTER", "1,234"},
        {"TAG_NOTES", "first line\nsecond line", "TAG_NAME", "multi\nline"},
        {"TAG_NOTES", "carriage\r\nreturn", "TAG_NAME", "crlf"},
        {"TAG_NOTES", "\"quoted\"", "TAG_NAME", "say \"hello\""},
        {"TAG_NOTES", " leading and trailing ", "TAG_NAME", "=1+1"},
        {"TAG_NAME", "שלום עולם", "TAG_NOTES", "tab\there"},
        {"TAG_NOTES", "n/a", "TAG_NAME", "null", "TAG_OWNER", "NULL", "TAG_COST_CENTER", "000123"},
        {"TAG_NOTES", "x".repeat(255), "TAG_NAME", "y".repeat(120)},
        {"TAG_STACK", "network-stack", "TAG_CREATED_BY", "AssumedRole:AROAEXAMPLE:deploy", "TAG_PROJECT", "atlas"},
        {"TAG_AUTOSCALING_GROUP", "asg-web-blue", "TAG_NAME", "web-asg", "CATEGORY_COST_CENTER", "R&D; <platform>"},
    };

    private final List<List<Tag>> sets = new ArrayList<>();

    Tags() {
        for (String[] values : VALUES) {
            List<Tag> set = new ArrayList<>();
            for (int i = 0; i < values.length; i += 2) {
                set.add(new Tag(LegacyColumn.valueOf(values[i]), Text.field(values[i + 1])));
            }
            sets.add(set);
        }
    }

    /** Sets a row's tags: two in three rows have some. */
    void put(CurLine line, long mixed) {
        int choice = SeededRandom.below(sets.size() * 3 / 2, mixed);
        if (choice < sets.size()) {
            for (Tag tag : sets.get(choice)) {
                line.text(tag.column(), tag.value());
            }
        }
    }

    /** One tag, as written to the file. */
    private record Tag(LegacyColumn column, byte[] value) {}
}
