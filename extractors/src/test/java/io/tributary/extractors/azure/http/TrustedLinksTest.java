package io.tributary.extractors.azure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.source.SourceException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that links may lead to. */
class TrustedLinksTest {

    private static final URI ASKED = URI.create("https://management.azure.com/subscriptions/1/query?api-version=1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://management.azure.com/subscriptions/1/query?$skiptoken=AQAAAA%3D%3D",
                "https://MANAGEMENT.azure.com:443/other"
            })
    void linkToTheSameHostIsKeptVerbatim(String next) {
        assertThat(TrustedLinks.follow(next, ASKED)).hasToString(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://management.azure.com/subscriptions/1",
                "https://management.azure.com:8443/subscriptions/1",
                "https://management.azure.com.example.org/",
                "https://management.azure.com@example.org/",
                "https://user@management.azure.com/",
                "https://example.org/?https://management.azure.com/",
                "ftp://management.azure.com/",
                "//management.azure.com/",
                "/subscriptions/1",
                "file:///etc/passwd",
                "mailto:someone@example.org",
                ""
            })
    void linkThatLeadsElsewhereIsRefusedNamingBoth(String next) {
        assertThatThrownBy(() -> TrustedLinks.follow(next, ASKED))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("https://management.azure.com/subscriptions/1/query")
                .hasMessageContaining("expected a link to https://management.azure.com:443");
    }

    @Test
    void malformedLinkIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> TrustedLinks.follow("https://management.azure.com/a b?sig=secret", ASKED))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("what is no link")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusalShowsNoSecrets() {
        assertThatThrownBy(() -> TrustedLinks.follow("https://example.org/blob?sig=secret", ASKED))
                .hasMessageContaining("https://example.org/blob")
                .hasMessageNotContaining("secret");
    }
}
