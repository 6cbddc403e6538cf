using System.CommandLine;
using DenseEdge.FleetServer.Settings;

namespace DenseEdge.FleetServer.Commands;

/// <summary>The options that say where a fleet's data are; every verb has them.</summary>
internal sealed class SettingsArguments
{
    private readonly Option<string?> _config = new("--config")
    {
        Description = "A file of settings (JSON); the command line wins over it.",
        HelpName = "fleet.json",
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = $"The folder of the SQLite file and the artifacts. [default: {ServerSettings.DefaultData}]",
        HelpName = "folder",
    };

    private readonly Option<string?> _database = new("--database")
    {
        Description = $"PostgreSQL instead of SQLite, such as \"Host=db;Database=fleet\". [or {ServerSettings.DatabaseVariable}]",
        HelpName = "connection",
    };

    private readonly Option<string?> _artifacts = new("--artifacts")
    {
        Description = "Where the models' files lie: a folder, also a shared one, or oci://host/repository.",
        HelpName = "place",
    };

    private readonly Option<bool> _plainRegistry = new("--plain-registry")
    {
        Description = "Speak to the registry without TLS.",
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _config, _data, _database, _artifacts, _plainRegistry })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Reads the file, if one is named, and lays the command line over it.</summary>
    /// <exception cref="SettingsException">The file is wrong.</exception>
    public ServerSettings Read(ParseResult parsed)
    {
        ServerSettings file = parsed.GetValue(_config) is { } path ? SettingsFile.Read(path) : new ServerSettings();
        return file with
        {
            Data = Path.GetFullPath(parsed.GetValue(_data) ?? file.Data),
            Database = parsed.GetValue(_database) ?? Variable(ServerSettings.DatabaseVariable) ?? file.Database,
            Artifacts = parsed.GetValue(_artifacts) ?? file.Artifacts,
            PlainRegistry = parsed.GetValue(_plainRegistry) || file.PlainRegistry,
            GatewayToken = Variable(ServerSettings.GatewayTokenVariable) ?? file.GatewayToken,
        };
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? set : null;
}
