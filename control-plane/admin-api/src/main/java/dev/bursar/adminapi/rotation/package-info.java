/** The keys that everything sealed is under, and how they are replaced. For whoever runs the installation. */
@NullMarked
package dev.bursar.adminapi.rotation;

import org.jspecify.annotations.NullMarked;
