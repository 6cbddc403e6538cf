using DenseEdge.Fleet;
using DenseEdge.FleetServer.Settings;

namespace DenseEdge.FleetServer.Hosting;

/// <summary>Opens the store that settings name.</summary>
internal static class StoreOpening
{
    /// <summary>Opens it, and brings its schema up to date.</summary>
    /// <exception cref="SettingsException">The database can't be opened.</exception>
    public static async Task<FleetDatabase> OpenStoreAsync(this ServerSettings settings, CancellationToken cancellation)
    {
        if (settings.Database is null)
        {
            Directory.CreateDirectory(settings.Data);
        }

        return await FleetDatabase.OpenAsync(
            new FleetDatabaseOptions
            {
                Database = settings.Database ?? settings.SqliteFile,
                PollSeconds = settings.PollSeconds,
            },
            cancellation);
    }

    /// <summary>Names the database without its password.</summary>
    public static string DatabaseName(this ServerSettings settings) => settings.Database is { } connection
        ? string.Join(';', connection.Split(';').Where(part => !IsSecret(part)))
        : settings.SqliteFile;

    private static bool IsSecret(string part)
    {
        string name = part.Split('=')[0].Trim();
        return name.Contains("pass", StringComparison.OrdinalIgnoreCase) || name.Equals("pwd", StringComparison.OrdinalIgnoreCase);
    }
}
