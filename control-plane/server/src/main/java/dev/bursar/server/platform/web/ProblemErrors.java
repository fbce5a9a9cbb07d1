package dev.bursar.server.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What fails outside of controllers is a problem too. */
@Configuration(proxyBeanMethods = false)
class ProblemErrors {
    /** Paths with tricks in them: encoded slashes, semicolons, control characters. */
    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
        return (request, response, e) ->
                problems.write(request, response, 400, "request_rejected", "This address is not one of ours.");
    }

    @RestController
    static class Errors implements ErrorController {
        @RequestMapping("/error")
        ResponseEntity<Object> error(HttpServletRequest request) {
            int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
            HttpStatusCode known = HttpStatusCode.valueOf(status);
            return known.is5xxServerError()
                    ? Problems.answer(500, "internal_error", "Something went wrong here.")
                    : Problems.answer(status, Codes.of(known), Codes.sentence(known));
        }
    }
}
