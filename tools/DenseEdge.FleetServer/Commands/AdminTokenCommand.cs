using System.CommandLine;
using System.Globalization;
using DenseEdge.Fleet;
using DenseEdge.Fleet.Access;
using DenseEdge.Fleet.Audit;
using DenseEdge.FleetServer.Hosting;
using DenseEdge.FleetServer.Settings;

namespace DenseEdge.FleetServer.Commands;

/// <summary>denseedge-fleet admin-token: who can open the database may make an admin, when every admin's token is lost.</summary>
internal static class AdminTokenCommand
{
    private const string UsualName = "admin";

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        SettingsArguments places = new();
        Option<string> name = new("--name")
        {
            Description = "What the audit log calls it.",
            HelpName = "name",
            DefaultValueFactory = _ => UsualName,
        };
        Command command = new("admin-token", "Makes an admin's token in the database itself, for when none is left; nodes may run.")
        {
            name,
        };
        places.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            places.Read(parsed).Validated(), parsed.GetRequiredValue(name), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ServerSettings settings, string name, CancellationToken cancellation)
    {
        await using FleetDatabase store = await settings.OpenStoreAsync(cancellation);
        string secret = Secret.Create();
        AccessToken token = await store.Tokens.AddAsync(
            new NewToken(name, AccessRole.Admin, Secret.Hash(secret)), cancellation);
        string id = token.Id.ToString(CultureInfo.InvariantCulture);
        await store.Audit.AddAsync(
            new NewAuditEntry("system", "token.create", $"token/{id}", $"{name} admin, by the command admin-token"), cancellation);
        await Console.Out.WriteLineAsync($"Token {id} of {name}, admin. Its secret, shown this once:\n{secret}");
        return 0;
    }
}
