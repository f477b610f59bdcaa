package io.tributary.extractors.gcp;

import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds credentials for Google Cloud. */
public final class GoogleTokens {

    private static final int TOKEN_SECONDS = 3600;

    private GoogleTokens() {}

    /**
     * The credentials; empty if the settings ask for none.
     *
     * @param object what is read, for messages
     * @param scopes OAuth scopes of the tokens
     * @throws SourceException.Denied if there are no credentials
     */
    public static Optional<Credentials> of(String object, GcpCredentials settings, List<String> scopes) {
        if (settings.kind() == GcpCredentials.Kind.NONE) {
            return Optional.empty();
        }
        GoogleCredentials own = own(object, settings).createScoped(scopes);
        return Optional.of(settings.impersonated()
                .<Credentials>map(account -> ImpersonatedCredentials.create(own, account, null, scopes, TOKEN_SECONDS))
                .orElse(own));
    }

    private static GoogleCredentials own(String object, GcpCredentials settings) {
        if (settings.file().isEmpty()) {
            try {
                return GoogleCredentials.getApplicationDefault();
            } catch (IOException e) {
                throw new SourceException.Denied(
                        object,
                        "no application default credentials: " + e.getMessage() + ": expected these, or a file in "
                                + GcpConfig.CREDENTIALS_FILE,
                        e);
            }
        }
        Path file = Path.of(settings.file().get());
        try (InputStream in = Files.newInputStream(file)) {
            return GoogleCredentials.fromStream(in);
        } catch (IOException e) {
            throw new SourceException.Denied(
                    file.toString(), "holds no credentials that can be read: " + e.getMessage(), e);
        }
    }
}
