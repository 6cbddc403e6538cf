using System.CommandLine;
using DenseEdge.Cli.Fleet;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Commands;

/// <content>fleet tokens.</content>
internal static partial class FleetCommand
{
    private static Command Tokens()
    {
        Command list = new("list", "List tokens, without their secrets.");
        Run(list, (session, _, cancellation) => TokenVerb.ListAsync(session, cancellation));
        return new Command("tokens", "Who may talk to the server, and do what.") { list, CreateToken(), RevokeToken() };
    }

    private static Command CreateToken()
    {
        Option<string> name = new("--name") { Description = "Whose it is.", HelpName = "name", Required = true };
        Option<string> role = new("--role")
        {
            Description = "viewer (reads), operator (updates devices) or admin (makes tokens too).",
            Required = true,
        };
        role.AcceptOnlyFromAmong("viewer", "operator", "admin");
        Option<int?> days = new("--days") { Description = "How long it is valid. [default: for ever]", HelpName = "n" };
        Command command = new("create", "Make a token and show it, once.") { name, role, days };
        Run(command, (session, parsed, cancellation) => TokenVerb.CreateAsync(
            session,
            new NewToken
            {
                Name = parsed.GetRequiredValue(name),
                Role = parsed.GetRequiredValue(role),
                Expires = parsed.GetValue(days) is { } n ? TimeProvider.System.GetUtcNow().AddDays(n) : null,
            },
            cancellation));
        return command;
    }

    private static Command RevokeToken()
    {
        Argument<long> id = new("id") { Description = "The number of a token (tokens list)." };
        Command command = new("revoke", "Make a token void at once.") { id };
        Run(command, (session, parsed, cancellation) => TokenVerb.RevokeAsync(session, parsed.GetValue(id), cancellation));
        return command;
    }
}
