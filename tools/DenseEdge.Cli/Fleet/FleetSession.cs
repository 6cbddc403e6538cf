using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>One command's talk with a server: a client, and where answers go.</summary>
internal sealed class FleetSession : IDisposable
{
    private static readonly FleetJson Indented = new(new JsonSerializerOptions(FleetJson.Default.Options)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = null,
    });

    /// <summary>Takes a client.</summary>
    /// <param name="client">The client, which this object then owns.</param>
    /// <param name="isJson">Whether answers are JSON.</param>
    /// <param name="output">Takes answers.</param>
    public FleetSession(FleetClient client, bool isJson, TextWriter output)
        => (Client, IsJson, Output) = (client, isJson, output);

    /// <summary>The client.</summary>
    public FleetClient Client { get; }

    /// <summary>Whether answers are JSON.</summary>
    public bool IsJson { get; }

    /// <summary>Takes answers.</summary>
    public TextWriter Output { get; }

    /// <summary>Opens a session as the user said.</summary>
    /// <param name="arguments">What was said.</param>
    public static FleetSession Open(FleetArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        FleetAccess access = FleetAccess.Find(
            arguments, Environment.GetEnvironmentVariable, FleetLogin.Read(FleetLogin.UsualPath));
        return new FleetSession(access.Connect(), arguments.Json, Console.Out);
    }

    /// <summary>Answers, as JSON or as text.</summary>
    /// <typeparam name="T">What is answered.</typeparam>
    /// <param name="value">The answer.</param>
    /// <param name="text">Writes it for people, line ends included.</param>
    public void Answer<T>(T value, Func<T, string> text)
    {
        if (IsJson)
        {
            Output.WriteLine(Json(value));
        }
        else
        {
            Output.Write(text(value));
        }
    }

    /// <summary>Writes a record of the API as JSON, for people to read.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <param name="value">The record.</param>
    public static string Json<T>(T value)
        => JsonSerializer.Serialize(value, (JsonTypeInfo<T>)Indented.GetTypeInfo(typeof(T))!);

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();
}
