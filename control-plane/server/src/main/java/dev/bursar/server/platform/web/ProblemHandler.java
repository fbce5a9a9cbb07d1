package dev.bursar.server.platform.web;

import dev.bursar.adminapi.common.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns every failure into a problem. What is unexpected is logged and answered with its request id only. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemHandler extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<Object> problem(ProblemException e) {
        return Problems.answer(e);
    }

    @ExceptionHandler
    ResponseEntity<Object> badArgument(MethodArgumentTypeMismatchException e) {
        if (e.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return Problems.answer(ProblemException.notFound("resource"));
        }
        return Problems.answer(
                ProblemException.field(e.getName(), "parameter_invalid", "This is not a value of the kind expected."));
    }

    @ExceptionHandler
    ResponseEntity<Object> database(org.jooq.exception.DataAccessException e) {
        return DatabaseProblems.of(e).map(Problems::answer).orElseGet(() -> unexpected(e));
    }

    /** The filter chain of Spring Security answers these. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    ResponseEntity<Object> security(RuntimeException e) {
        throw e;
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> unexpected(Exception e) {
        LOG.error("Unexpected failure", e);
        return Problems.answer(
                500, "internal_error", "Something went wrong here. The request id finds it in the server's log.");
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Problem.FieldError> errors = e.getBindingResult().getFieldErrors().stream()
                .map(f -> new Problem.FieldError(f.getField(), Codes.of(f.getCode()), message(f.getDefaultMessage())))
                .toList();
        return Problems.answer(400, "validation_failed", "Some fields are not as they must be.", errors, headers);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Problem.FieldError> errors = e.getParameterValidationResults().stream()
                .map(ProblemHandler::parameterError)
                .toList();
        return Problems.answer(400, "validation_failed", "Some parameters are not as they must be.", errors, headers);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return Problems.answer(UnreadableBody.problem(e));
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError()) {
            return unexpected(e);
        }
        return Problems.answer(status.value(), Codes.of(status), Codes.sentence(status), List.of(), headers);
    }

    private static Problem.FieldError parameterError(ParameterValidationResult result) {
        String name = result.getMethodParameter().getParameterName();
        var first = result.getResolvableErrors().getFirst();
        String[] codes = first.getCodes();
        String code = codes == null || codes.length == 0 ? null : codes[codes.length - 1];
        return new Problem.FieldError(name == null ? "" : name, Codes.of(code), message(first.getDefaultMessage()));
    }

    private static String message(@Nullable String text) {
        return text == null ? "is not valid" : text;
    }
}
