package org.apache.derby.impl.sql.compile;

/**
 * Takes the place of Derby's own class of this name, which each parser makes once and keeps, and throws as a jump. Derby's
 * remembers the stack on which the parser was made, and with it the classes of whoever asked for the statement: those of a
 * module would stay in memory after the module has been uninstalled. Nobody ever reads that stack, so here there is none.
 */
@SuppressWarnings("serial")
final class SQLParser$LookaheadSuccess extends Error {

    SQLParser$LookaheadSuccess() {
        super(null, null, false, false);
    }
}
