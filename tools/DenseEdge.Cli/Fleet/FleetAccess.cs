using System.Security.Cryptography.X509Certificates;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>Server, token and certificates to use: what was said, else the environment's, else those of the last login.</summary>
/// <param name="Server">The server's address.</param>
/// <param name="Token">The token's secret.</param>
/// <param name="Authority">A file of certificates (PEM) to trust; null for the system's.</param>
internal sealed record FleetAccess(Uri Server, string Token, string? Authority)
{
    /// <summary>The variable of the server.</summary>
    public const string ServerVariable = "DENSEEDGE_FLEET_SERVER";

    /// <summary>The variable of the token.</summary>
    public const string TokenVariable = "DENSEEDGE_FLEET_TOKEN";

    /// <summary>Finds them.</summary>
    /// <param name="arguments">What was said.</param>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <param name="login">The last login; null if there is none.</param>
    /// <exception cref="ArgumentException">There is no server, or no token for it.</exception>
    public static FleetAccess Find(FleetArguments arguments, Func<string, string?> variable, FleetLogin? login)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        string server = arguments.Server ?? NotEmpty(variable(ServerVariable)) ?? login?.Server ?? throw new ArgumentException(
            $"Expected a fleet server, found none. Run: denseedge fleet login URL, or name one by --server or {ServerVariable}.");
        Uri address = ParseServer(server);

        // A stored token goes to the server that it was stored for, and to no other.
        FleetLogin? known = login is not null && ParseServer(login.Server) == address ? login : null;
        string token = arguments.Token ?? NotEmpty(variable(TokenVariable)) ?? known?.Token ?? throw new ArgumentException(
            $"Expected a token for {address}, found none. Run: denseedge fleet login {address}, or give one by --token or "
            + $"{TokenVariable}.");
        return new FleetAccess(address, token, arguments.Authority ?? known?.Authority);
    }

    /// <summary>Reads a server's address.</summary>
    /// <param name="text">Such as https://fleet.example:8443.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static Uri ParseServer(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw new ArgumentException($"Expected a server's address such as https://fleet.example:8443, found '{text}'.");

    /// <summary>Makes the client.</summary>
    public FleetClient Connect() => new(Server, Token, Roots());

    private X509Certificate2Collection? Roots()
    {
        if (Authority is null)
        {
            return null;
        }

        X509Certificate2Collection roots = [];
        roots.ImportFromPemFile(Authority);
        return roots.Count > 0
            ? roots
            : throw new ArgumentException($"Expected certificates (PEM) in '{Authority}', found none.");
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
