using System.CommandLine;
using DenseEdge.Cli.Fleet;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge fleet.</summary>
internal static partial class FleetCommand
{
    private const int UsualAuditEntries = 50;

    private static readonly Option<string?> Server = new("--server")
    {
        Description = $"The server's address. [default: {FleetAccess.ServerVariable}, or that of the last login]",
        HelpName = "url",
        Recursive = true,
    };

    private static readonly Option<string?> Token = new("--token")
    {
        Description = $"The token's secret. [default: {FleetAccess.TokenVariable}, or that of the last login]",
        HelpName = "de_...",
        Recursive = true,
    };

    private static readonly Option<string?> Authority = new("--ca")
    {
        Description = "Certificates to trust in place of the system's. [default: those of the last login]",
        HelpName = "file.pem",
        Recursive = true,
    };

    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Print JSON in place of lines.",
        Recursive = true,
    };

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Command command = new("fleet", "Keep the models of a fleet up to date: a server, rollouts, devices, what they measured.")
        {
            Program("serve", "Run the server. Its own options: denseedge fleet serve --help"),
            LogIn(), LogOut(), Publish(), Rollouts(), Devices(), Models(), Reports(), Tokens(), Audit(),
            Program("backup", "Copy the server's database while it runs."),
            Program("restore", "Put a backup into an empty database."),
            Program("migrate", "Bring the database to this version's tables."),
            Program("admin-token", "Make an admin's token in the database itself, for when none is left."),
        };
        command.Options.Add(Server);
        command.Options.Add(Token);
        command.Options.Add(Authority);
        command.Options.Add(Json);
        return command;
    }

    // Only the help comes here: Program.cs hands these command lines on, whole, before any of it is read.
    private static Command Program(string name, string description)
    {
        Command command = new(name, description);
        command.SetAction(_ => FleetServerProgram.Become([name]));
        return command;
    }

    private static Command LogIn()
    {
        Argument<string> server = new("url") { Description = "The server's address, such as https://fleet.example:8443." };
        Command command = new("login", "Try a token and keep it, with the server, for the other commands.") { server };
        command.SetAction((parsed, cancellation) => LoginVerb.LogInAsync(
            parsed.GetValue(server)!, Arguments(parsed), FleetLogin.UsualPath, Console.Out, cancellation));
        return command;
    }

    private static Command LogOut()
    {
        Command command = new("logout", "Forget server and token.");
        command.SetAction(_ => LoginVerb.LogOut(FleetLogin.UsualPath, Console.Out));
        return command;
    }

    private static Command Publish()
    {
        Argument<string?> file = new("file")
        {
            Description = "A bundle, or any other file with --model and --version.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> model = Text("--model", "The model's name, if the file is no bundle.", "name");
        Option<string?> version = Text("--version", "The version, if the file is no bundle.", "version");
        Option<string?> repository = Text(
            "--repository", "A signed repository (denseedge repo) to bring to the server first.", "folder");
        Command command = new("publish", "Bring a model to the server.") { file, model, version, repository };
        Run(command, (session, parsed, cancellation) => PublishVerb.RunAsync(
            session, parsed.GetValue(file), parsed.GetValue(model), parsed.GetValue(version), parsed.GetValue(repository),
            cancellation));
        return command;
    }

    private static Command Models()
    {
        Command list = new("list", "List the versions of models.");
        Run(list, (session, _, cancellation) => ModelVerb.ListAsync(session, cancellation));
        Argument<long> id = new("id") { Description = "The number of a version (models list)." };
        Command delete = new("delete", "Delete a version that nothing needs any more.") { id };
        Run(delete, (session, parsed, cancellation) => ModelVerb.DeleteAsync(session, parsed.GetValue(id), cancellation));
        return new Command("models", "Versions of models that the server has.") { list, delete };
    }

    private static Command Reports()
    {
        Command boards = new("boards", "Show how models do on each kind of board.");
        Run(boards, (session, _, cancellation) => ReportVerb.BoardsAsync(session, cancellation));
        Command totals = new("totals", "Count the devices by state, health and version.");
        Run(totals, (session, _, cancellation) => ReportVerb.TotalsAsync(session, cancellation));
        Option<string> format = new("--format") { Description = "json or csv.", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("json", "csv");
        Option<string?> board = Text("--board", "Of this board only.", "board");
        Option<string?> model = Text("--model", "Of this model only.", "name");
        Option<string?> file = Text("--out", "The file to write. [default: standard output]", "file");
        Command export = new("export", "Export the latencies that devices measured, for denseedge search.")
        {
            format, board, model, file,
        };
        Run(export, (session, parsed, cancellation) => ReportVerb.ExportAsync(
            session, parsed.GetRequiredValue(format), parsed.GetValue(board), parsed.GetValue(model), parsed.GetValue(file),
            cancellation));
        return new Command("report", "What the fleet measured.") { totals, boards, export };
    }

    private static Command Audit()
    {
        Option<int> limit = new("--limit")
        {
            Description = "How many entries.",
            DefaultValueFactory = _ => UsualAuditEntries,
            HelpName = "n",
        };
        Command command = new("audit", "Show who did what, newest first.") { limit };
        Run(command, (session, parsed, cancellation) => AuditVerb.RunAsync(session, parsed.GetValue(limit), cancellation));
        return command;
    }

    private static Option<string?> Text(string name, string description, string help) => new(name)
    {
        Description = description,
        HelpName = help,
    };

    private static FleetArguments Arguments(ParseResult parsed) => new()
    {
        Server = parsed.GetValue(Server),
        Token = parsed.GetValue(Token),
        Authority = parsed.GetValue(Authority),
        Json = parsed.GetValue(Json),
    };

    private static void Run(Command command, Func<FleetSession, ParseResult, CancellationToken, Task<int>> verb)
        => command.SetAction(async (parsed, cancellation) =>
        {
            using FleetSession session = FleetSession.Open(Arguments(parsed));
            return await verb(session, parsed, cancellation).ConfigureAwait(false);
        });
}
