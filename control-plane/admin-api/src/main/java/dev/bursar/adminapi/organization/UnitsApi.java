package dev.bursar.adminapi.organization;

import dev.bursar.adminapi.common.AdminApi;
import dev.bursar.adminapi.common.Page;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Teams of any depth, projects and classes. */
@HttpExchange(AdminApi.ORGANIZATION + "/units")
public interface UnitsApi {
    @PostExchange
    ResponseEntity<Unit> create(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid CreateUnit request);

    /**
     * By name.
     *
     * @param parentId only those directly in it; null: all
     * @param kind {@code team}, {@code project} or {@code class}; null: all
     * @param search part of the name
     */
    @GetExchange
    Page<Unit> list(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable UUID parentId,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    @GetExchange("/{unitId}")
    ResponseEntity<Unit> get(@PathVariable UUID organizationId, @PathVariable UUID unitId);

    /** Renames or moves it: the budgets above its keys change with it. */
    @PatchExchange("/{unitId}")
    ResponseEntity<Unit> update(
            @PathVariable UUID organizationId,
            @PathVariable UUID unitId,
            @RequestHeader(name = AdminApi.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid UpdateUnit request);

    /** What archiving or deleting it touches; nothing is done. */
    @GetExchange("/{unitId}/impact")
    Impact impact(@PathVariable UUID organizationId, @PathVariable UUID unitId);

    /**
     * What moving it changes; nothing is done. For whoever may change it, and whoever reads its budgets. 400 where the
     * move would be.
     *
     * @param parentId the team that it would go into; null: out of every team
     */
    @GetExchange("/{unitId}/move-impact")
    MoveImpact moveImpact(
            @PathVariable UUID organizationId,
            @PathVariable UUID unitId,
            @RequestParam(required = false) @Nullable UUID parentId);

    /** Its keys are refused until it is restored. 409 {@code unit_not_empty} while active units are in it. */
    @PostExchange("/{unitId}/archive")
    ResponseEntity<Unit> archive(@PathVariable UUID organizationId, @PathVariable UUID unitId);

    @PostExchange("/{unitId}/restore")
    ResponseEntity<Unit> restore(@PathVariable UUID organizationId, @PathVariable UUID unitId);

    /**
     * For good, with the roles held over it. Only of an archived one that nothing was ever charged to (409 {@code
     * unit_has_history}): what was spent keeps its names.
     */
    @PostExchange("/{unitId}/delete")
    ResponseEntity<Unit> delete(@PathVariable UUID organizationId, @PathVariable UUID unitId);
}
