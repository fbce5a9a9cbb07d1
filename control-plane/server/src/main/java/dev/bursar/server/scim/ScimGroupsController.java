package dev.bursar.server.scim;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /Groups}. */
@RestController
@RequestMapping(ScimAddress.PATH + "{organizationId}/Groups")
class ScimGroupsController extends ResourceController {
    ScimGroupsController(Frame frame, Groups groups) {
        super(frame, groups);
    }

    /** Members may be many. */
    @Override
    boolean isShownWhenPatched() {
        return false;
    }
}
