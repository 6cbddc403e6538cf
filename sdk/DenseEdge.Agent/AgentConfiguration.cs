using System.Text.Json;
using DenseEdge.Storage;

namespace DenseEdge.Agent;

/// <summary>Reads <c>agent.json</c>.</summary>
public static class AgentConfiguration
{
    /// <summary>Where the service looks unless it is told otherwise.</summary>
    public const string DefaultPath = "/etc/denseedge/agent.json";

    private const int MostBytes = 1 << 20;

    /// <summary>Reads and checks a configuration.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no such configuration; the message names the path, the place and every
    /// fault.</exception>
    public static AgentOptions Read(IFileSystem files, string path)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (!files.FileExists(path))
        {
            throw new FileNotFoundException($"{path}: expected the agent's configuration, found no file.", path);
        }

        try
        {
            AgentOptions options = JsonSerializer.Deserialize(DurableFile.Read(files, path, MostBytes), ConfigurationJson.Default.AgentOptions)
                ?? throw new InvalidDataException($"{path}: expected an object, found null.");
            return options.Validated();
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{path}: expected the agent's configuration, found: {fault.Message}", fault);
        }
        catch (ArgumentException fault)
        {
            throw new InvalidDataException($"{path}: {fault.Message}", fault);
        }
    }
}
