package io.tributary.extractors.azure.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.source.SourceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of prefixes in Blob storage. */
class BlobAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://acc.blob.core.windows.net/bills, https://acc.blob.core.windows.net, acc, bills, ''",
        "https://acc.blob.core.windows.net/bills/, https://acc.blob.core.windows.net, acc, bills, ''",
        "https://acc.blob.core.chinacloudapi.cn/bills/a/b, https://acc.blob.core.chinacloudapi.cn, acc, bills, a/b",
        "https://acc.z1.blob.storage.azure.net/bills/a/, https://acc.z1.blob.storage.azure.net, acc, bills, a/",
        "https://acc.blob.core.windows.net/bills/a%20b, https://acc.blob.core.windows.net, acc, bills, a b",
        "https://acc.blob.core.windows.net/bills/a b, https://acc.blob.core.windows.net, acc, bills, a b",
        "http://127.0.0.1:10000/dev/bills/a, http://127.0.0.1:10000/dev, dev, bills, a",
        "http://azurite:10000/dev/bills, http://azurite:10000/dev, dev, bills, ''"
    })
    void urlsOfEveryKindAreRead(String url, String endpoint, String account, String container, String prefix) {
        assertThat(BlobAddress.of(url)).isEqualTo(new BlobAddress(endpoint, account, container, prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://acc.blob.core.windows.net/", "http://127.0.0.1:10000/dev", "http://azurite/dev/"})
    void urlWithoutAContainerIsRefused(String url) {
        assertThatThrownBy(() -> BlobAddress.of(url))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("names no container");
    }

    @ParameterizedTest
    @CsvSource({
        "https://acc.blob.core.windows.net/bills, true",
        "http://127.0.0.1:10000/dev/bills, true",
        "http://localhost:10000/dev/bills, true",
        "http://azurite:10000/dev/bills, false",
        "http://acc.blob.core.windows.net/bills, false"
    })
    void secretsAreSentOnlyWhereNobodyElseReadsThem(String url, boolean isPrivate) {
        assertThat(BlobAddress.of(url).isPrivate()).isEqualTo(isPrivate);
    }
}
