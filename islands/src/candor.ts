// The one script of every page: swaps of page regions (htmx), keyboard, palette, look-ups. Everything works without it.
import "./swaps";
import "./actions";
import "./keys";
import "./help";
import "./palette";
import "./cells";
import "./pencil";
import "./peek";
import "./leaps";
import "./rows";
import "./widths";
import "./picks";
import "./order";
import "./moves";
import "./mentions";
import "./focus";
import "./lookup";
import "./filters";
import "./toasts";
import "./copy";
import "./names";
import "./bell";
import "./live";
import "./sending";
import "./preferences";
import "./drop";

