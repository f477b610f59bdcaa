package io.tributary.samples.aws;

/**
 * Names of columns as AWS spells them for databases: in lower case, words kept apart by underscores. After <a
 * href="https://docs.aws.amazon.com/cur/latest/userguide/create-manual-table.html">AWS's rules for Athena</a>.
 */
final class CurNames {

    private CurNames() {}

    /**
     * {@code LineItemType} becomes {@code line_item_type}, {@code user:Cost Center} becomes {@code user_cost_center}.
     */
    static String snake(String name) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                separate(snake);
                snake.append((char) (c - 'A' + 'a'));
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                snake.append(c);
            } else {
                separate(snake);
            }
        }
        int end = snake.length();
        while (end > 0 && snake.charAt(end - 1) == '_') {
            end--;
        }
        return snake.substring(0, end);
    }

    /** The name of a column with its category in front of it. */
    static String column(LegacyColumn column) {
        return snake(column.category()) + "_" + snake(column.columnName());
    }

    private static void separate(StringBuilder snake) {
        if (snake.length() > 0 && snake.charAt(snake.length() - 1) != '_') {
            snake.append('_');
        }
    }
}
