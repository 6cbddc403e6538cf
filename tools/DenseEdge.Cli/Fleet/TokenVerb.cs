using System.Globalization;
using DenseEdge.Cli.Running;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>denseedge fleet tokens.</summary>
internal static class TokenVerb
{
    /// <summary>Lists tokens.</summary>
    /// <param name="session">The server.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> ListAsync(FleetSession session, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Answer(await session.Client.ListTokensAsync(cancellation).ConfigureAwait(false), Table);
        return ExitCodes.Done;
    }

    /// <summary>Makes a token.</summary>
    /// <param name="session">The server.</param>
    /// <param name="token">The token.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> CreateAsync(FleetSession session, NewToken token, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        NewTokenAnswer made = await session.Client.CreateTokenAsync(token, cancellation).ConfigureAwait(false);
        session.Answer(made, answer => FormattableString.Invariant(
            $"Token {answer.Id} of {TerminalText.Of(answer.Name)}, {answer.Role}. Its secret, shown this once:\n{answer.Token}\n"));
        return ExitCodes.Done;
    }

    /// <summary>Makes a token void.</summary>
    /// <param name="session">The server.</param>
    /// <param name="id">Its number.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> RevokeAsync(FleetSession session, long id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        await session.Client.RevokeTokenAsync(id, cancellation).ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private static string Table(IReadOnlyList<TokenView> tokens)
    {
        TextTable table = new("id", "name", "role", "created", "expires", "last used");
        foreach (TokenView token in tokens)
        {
            table.Add(
                token.Id.ToString(CultureInfo.InvariantCulture), token.Name, token.Role, TerminalText.Of(token.Created),
                TerminalText.Of(token.Expires), TerminalText.Of(token.LastUsed));
        }

        return table.ToString();
    }
}
