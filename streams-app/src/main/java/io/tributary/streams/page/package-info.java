/** A raw page: its checks and its rows. Open {@link io.tributary.streams.page.CsvRows} for the rows. */
package io.tributary.streams.page;
