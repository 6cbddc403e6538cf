using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DenseEdge.Agent.Control;
using DenseEdge.Agent.Health;
using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Trials;
using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent;

/// <summary>Every JSON document of the agent: snake_case, states and outcomes as kebab-case words.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    AllowTrailingCommas = false,
    Converters = [typeof(UpdateStateConverter), typeof(UpdateOutcomeConverter), typeof(UpdateFailureConverter),
        typeof(RepositoryFaultConverter)])]
[JsonSerializable(typeof(UpdateRecord))]
[JsonSerializable(typeof(InstalledModel))]
[JsonSerializable(typeof(TrialReport))]
[JsonSerializable(typeof(ProgressLine))]
[JsonSerializable(typeof(ResultLine))]
[JsonSerializable(typeof(StatusLine))]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(AnswerLine))]
[JsonSerializable(typeof(AppReport))]
internal sealed partial class AgentJson : JsonSerializerContext
{
    /// <summary>Files: indented, for people.</summary>
    internal static AgentJson Files => Formats.Files;

    /// <summary>Lines of the control socket and of the verbs.</summary>
    internal static AgentJson Lines => Formats.Lines;

    // A class of its own: the generated Default is initialised in another file, before or after whatever stands here.
    private static class Formats
    {
        internal static readonly AgentJson Files = new(Settings(isIndented: true));

        internal static readonly AgentJson Lines = new(Settings(isIndented: false));

        // The text never goes into a page of HTML, and people read it: only what JSON itself demands is escaped.
        private static JsonSerializerOptions Settings(bool isIndented)
            => new(Default.Options) { WriteIndented = isIndented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    }
}

internal sealed class UpdateStateConverter()
    : JsonStringEnumConverter<UpdateState>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

internal sealed class UpdateOutcomeConverter()
    : JsonStringEnumConverter<UpdateOutcome>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

internal sealed class RepositoryFaultConverter()
    : JsonStringEnumConverter<RepositoryFault>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

internal sealed class UpdateFailureConverter()
    : JsonStringEnumConverter<UpdateFailure>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
