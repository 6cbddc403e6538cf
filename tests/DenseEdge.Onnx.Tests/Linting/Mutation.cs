using DenseEdge.Onnx.Linting;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Tests.Linting;

/// <summary>A change that breaks exactly one rule in a model that is good for a target.</summary>
/// <param name="Code">The rule.</param>
/// <param name="Kind">The good model; see <see cref="GoodModels"/>.</param>
/// <param name="Target">A target that the good model is for.</param>
/// <param name="Break">The change.</param>
internal sealed record Mutation(string Code, string Kind, string Target, Action<ModelEdit> Break)
{
    /// <summary>What the finding's severity must be; null for the rule's own.</summary>
    public LintSeverity? Severity { get; init; }

    /// <summary>A part of the target's profile to change along with the model.</summary>
    public Func<TargetProfile, TargetProfile> Profile { get; init; } = profile => profile;

    /// <summary>Whether constants that nothing reads after the change are dropped, for they would be findings too.</summary>
    public bool Prunes { get; init; } = true;

    /// <summary>Tells mutations of one rule apart.</summary>
    public string Name { get; init; } = "";
}
