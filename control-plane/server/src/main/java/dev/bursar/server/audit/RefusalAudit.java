package dev.bursar.server.audit;

import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.RefusedException;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Whoever tried what they may not do is in the log. The refusal stands even where the log cannot be written. */
@RestControllerAdvice
@Order(0)
class RefusalAudit {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalAudit.class);

    private final Tenancy tenancy;
    private final AuditLog audit;

    RefusalAudit(Tenancy tenancy, AuditLog audit) {
        this.tenancy = tenancy;
        this.audit = audit;
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(RefusedException e, HttpServletRequest request) {
        try {
            tenancy.write(e.caller().organizationId(), tx -> {
                audit.append(tx, e.caller(), change(e.actions(), request));
                return true;
            });
        } catch (RuntimeException failure) {
            LOG.error("A refusal could not be written to the audit log", failure);
        }
        return Problems.answer(e);
    }

    private static AuditLog.Change change(List<Action> missing, HttpServletRequest request) {
        String first = missing.getFirst().text();
        String kind = first.substring(0, first.indexOf('.'));
        String what = request.getMethod() + " " + request.getRequestURI();
        return new AuditLog.Change(
                "access.refused",
                kind,
                "",
                what,
                AuditLog.Outcome.REFUSED,
                null,
                Map.of("missing", missing.stream().map(Action::text).sorted().collect(Collectors.joining(", "))));
    }
}
