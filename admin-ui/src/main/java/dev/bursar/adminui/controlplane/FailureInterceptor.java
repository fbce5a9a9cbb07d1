package dev.bursar.adminui.controlplane;

import java.io.IOException;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.web.client.ResourceAccessException;

/**
 * Outermost: failures of the line and of the token renewal become exceptions with a sentence, and a token that is not taken
 * ends the session.
 */
final class FailureInterceptor implements ClientHttpRequestInterceptor {
    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
        try {
            ClientHttpResponse answer = execution.execute(request, body);
            if (answer.getStatusCode().value() == HttpStatus.UNAUTHORIZED.value()
                    && !Problems.wantsSignInAgain(answer)) {
                EndedSignIns.note();
            }
            return answer;
        } catch (IOException | ResourceAccessException e) {
            throw unreachable(e);
        } catch (OAuth2AuthorizationException e) {
            ControlPlaneException failure = renewalFailed(e);
            if (failure instanceof SignInAgainException) {
                EndedSignIns.note();
            }
            throw failure;
        }
    }

    /** An issuer that is down does not end the session: it may be up again at the next try. */
    private static ControlPlaneException renewalFailed(OAuth2AuthorizationException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return unreachable(e);
            }
        }
        if (e instanceof ClientAuthorizationException
                || e.getError().getErrorCode().startsWith("invalid_")) {
            return new SignInAgainException(e);
        }
        return unreachable(e);
    }

    private static UnreachableException unreachable(Throwable cause) {
        return new UnreachableException("The control plane cannot be reached.", cause);
    }
}
