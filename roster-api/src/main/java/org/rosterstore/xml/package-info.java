/**
 * The one reader of XML that anybody may have written, and the one way to write it. Exported to the modules of this project
 * that read files and stanzas; no part of the contract, and changed without notice.
 */
package org.rosterstore.xml;
