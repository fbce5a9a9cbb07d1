package dev.bursar.server.platform.egress;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a connection was not made, in a sentence for whoever configured it. */
public final class Trouble {
    private static final int DEEPEST = 20;

    private Trouble() {}

    /**
     * @param host as it was configured
     * @return empty: nothing better than the exception's own message is known
     */
    public static Optional<String> sentence(Throwable failure, String host) {
        List<Throwable> causes = causes(failure);
        return certificate(causes, host)
                .or(() -> causes.stream()
                        .filter(cause -> cause instanceof SSLException)
                        .findFirst()
                        .map(cause -> handshake(cause, host)))
                .or(() -> causes.stream()
                        .map(cause -> network(cause, host))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<String> certificate(List<Throwable> causes, String host) {
        for (Throwable cause : causes) {
            String message = String.valueOf(cause.getMessage());
            @Nullable
            String trouble = switch (cause) {
                case CertificateExpiredException expired -> "has expired";
                case CertificateNotYetValidException early -> "is not valid yet";
                case CertPathBuilderException unknown ->
                    "comes from nobody whom this installation trusts; an SSL bundle may name its authority";
                case CertificateException other when isOfAnotherName(message) -> "is for another name";
                default -> message.startsWith("Can't verify identity of server") ? "is for another name" : null;
            };
            if (trouble != null) {
                return Optional.of("The certificate of " + host + " " + trouble + ".");
            }
        }
        return Optional.empty();
    }

    private static boolean isOfAnotherName(String message) {
        return message.startsWith("No subject alternative") || message.startsWith("No name matching");
    }

    private static String handshake(Throwable cause, String host) {
        String message = String.valueOf(cause.getMessage());
        return message.startsWith("Unsupported or unrecognized SSL message")
                ? host + " does not speak TLS at this port."
                : "No secure connection to " + host + ": " + message;
    }

    private static Optional<String> network(Throwable cause, String host) {
        return switch (cause) {
            case UnknownHostException unknown -> Optional.of("There is no host named " + host + ".");
            case SocketTimeoutException late -> Optional.of(host + " did not answer in time.");
            case NoRouteToHostException lost -> Optional.of("There is no way to " + host + ".");
            case ConnectException refused -> Optional.of("Nobody takes connections at " + host + ".");
            default -> Optional.empty();
        };
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (@Nullable Throwable one = failure; one != null && causes.size() < DEEPEST; one = one.getCause()) {
            causes.add(one);
        }
        return causes;
    }
}
