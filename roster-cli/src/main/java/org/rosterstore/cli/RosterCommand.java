package org.rosterstore.cli;

import java.time.Duration;
import java.util.List;
import java.util.logging.LogManager;
import org.rosterstore.BareJid;
import org.rosterstore.tck.zoo.Zoo;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code roster} command, of which each subcommand is a class of its own. */
@Command(
        name = "roster",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Rosters for XMPP: shows, changes, moves and checks them, and what keeps them.",
        description = {
            "",
            "Rosters are kept in a SQLite file in your data directory (Linux: ~/.local/share/roster-store/rosters.db,"
                    + " macOS: ~/Library/Application Support/roster-store/rosters.db, Windows:"
                    + " %%LOCALAPPDATA%%\\roster-store\\rosters.db), unless --store URI or the variable ROSTER_STORE names"
                    + " another store."
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nBegin with:%n",
        footer = {
            "  roster demo                                 see it all at work, on real rosters",
            "  roster import export.xml                    what a server has exported, into your store",
            "  roster owners -l                            who is there",
            "  roster show romeo@montague.example          a roster",
            "  roster owners -l --store sqlite:bot.db      in another store; ROSTER_STORE says it for good",
            "  roster copy FROM TO --all                   from one store into another",
            "  roster tck --store memory:                  check a store against the contract",
            "  roster help copy                            more of one command, with examples"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done, and the answer is yes",
            "1:done, and the answer is no: not equal, not conforming, something refused",
            "2:wrong usage, or a store URI that describes no store",
            "3:the store is not available; trying again later may succeed",
            "4:data that cannot be read: an input file, or what the store holds",
            "5:anything else: no JDK, a full disk, a bug"
        })
public final class RosterCommand {

    private static final String DEBUG = "--debug";

    private final Terminal terminal;

    @Option(
            names = DEBUG,
            hidden = true,
            scope = ScopeType.INHERIT,
            description = "Show where an error comes from, and what is logged; as ROSTER_DEBUG=1.")
    @SuppressWarnings("UnusedVariable") // main has looked for it before the rest was parsed
    private boolean debug;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private RosterCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Runs the command and ends the process.
     *
     * @param arguments what was written after {@code roster}
     */
    public static void main(String[] arguments) {
        boolean debug = List.of(arguments).contains(DEBUG)
                || !System.getenv().getOrDefault("ROSTER_DEBUG", "").isEmpty();
        if (!debug) {
            LogManager.getLogManager().reset(); // what a backend logs is for a server's log
        }
        System.exit(commandLine(Terminal.ofProcess(System.getenv()), debug).execute(arguments));
    }

    static CommandLine commandLine(Terminal terminal, boolean debug) {
        RosterCommand roster = new RosterCommand(terminal);
        CommandLine line = new CommandLine(roster)
                .addSubcommand(new DemoCommand(terminal))
                .addSubcommand(new ImportCommand(terminal))
                .addSubcommand(new ExportCommand(terminal))
                .addSubcommand(new OwnersCommand(terminal))
                .addSubcommand(new ShowCommand(terminal))
                .addSubcommand(new PutCommand(terminal))
                .addSubcommand(new RemoveCommand(terminal))
                .addSubcommand(new ExtraCommand(terminal))
                .addSubcommand(new EraseCommand(terminal))
                .addSubcommand(new PruneCommand(terminal))
                .addSubcommand(new CopyCommand(terminal))
                .addSubcommand(new DiffCommand(terminal))
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new WatchCommand(terminal))
                .addSubcommand(new ConvertCommand(terminal))
                .addSubcommand(new TckCommand(terminal))
                .addSubcommand(new ReportCommand(terminal))
                .addSubcommand(new ZooCommand(terminal, Zoo::all))
                .addSubcommand(new CompletionCommand(terminal))
                .addSubcommand(new CommandLine.HelpCommand());
        Complaints complaints = new Complaints(terminal, debug);
        return line.setOut(terminal.out().writer())
                .setErr(terminal.err().writer())
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(terminal.out().hasColour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.max(80, Math.min(terminal.columns().orElse(100), 120)))
                .setExpandAtFiles(false) // an argument may be a JID
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(BareJid.class, new JidConverter())
                .registerConverter(Duration.class, new DurationConverter())
                .setExecutionStrategy(ClassPathOption::execute)
                .setParameterExceptionHandler(complaints::ofUsage)
                .setExecutionExceptionHandler(complaints::ofExecution);
    }

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            description = "auto (on a terminal, unless NO_COLOR is set), always or never.")
    void colour(Terminal.Colour when) {
        terminal.colour(when);
        spec.root()
                .commandLine()
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(terminal.out().hasColour() ? Ansi.ON : Ansi.OFF));
    }
}
