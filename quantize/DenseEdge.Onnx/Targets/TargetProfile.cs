namespace DenseEdge.Onnx.Targets;

/// <summary>
/// What a device accepts: operator set, operators with their element types, input and output types, rules for Q/DQ,
/// limits, and the facts behind all of it. A profile is a JSON file; a new version of a device's software is a new
/// file.
/// </summary>
/// <remarks>The files that come with the program are in the folder <c>targets</c>; <see cref="TargetProfiles"/> finds them by
/// name and reads files of the user by path.</remarks>
public sealed record TargetProfile
{
    /// <summary>The name that users give, such as <c>jetpack6.2</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The device in words.</summary>
    public required string Title { get; init; }

    /// <summary>The program that runs the model there.</summary>
    public required TargetEngine Engine { get; init; }

    /// <summary>The engine's version, such as <c>8.5.2</c>.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>The operator sets that it reads.</summary>
    public required OpsetRange Opset { get; init; }

    /// <summary>The highest version of the file format that it is known to read.</summary>
    public required int IrMaximum { get; init; }

    /// <summary>Element types that an input of the model may have.</summary>
    public required IReadOnlyList<GraphElementType> InputTypes { get; init; }

    /// <summary>Element types that an output of the model may have.</summary>
    public required IReadOnlyList<GraphElementType> OutputTypes { get; init; }

    /// <summary>Whether every shape must be known before the model runs.</summary>
    public required bool StaticShapes { get; init; }

    /// <summary>Size of the largest file in bytes.</summary>
    public required long ModelBytesMaximum { get; init; }

    /// <summary>What happens with 64-bit integers.</summary>
    public required WideIntegerSupport WideIntegers { get; init; }

    /// <summary>Operator domains; the standard one is the empty string.</summary>
    public required IReadOnlyList<string> Domains { get; init; }

    /// <summary>What happens with operators that <see cref="Operators"/> does not list.</summary>
    public required UnlistedOperators UnlistedOperators { get; init; }

    /// <summary>The ways to write numbers, from the plainest to the fastest.</summary>
    public required IReadOnlyList<PrecisionFlavour> Precisions { get; init; }

    /// <summary>How much faster the coarser arithmetics are, to rank variants where no time can be measured.</summary>
    /// <value><see cref="RelativeSpeed.Halving"/> in a profile that doesn't say.</value>
    public required RelativeSpeed RelativeSpeed { get; init; }

    /// <summary>Rules for Q/DQ nodes.</summary>
    public required QuantizationSupport Quantization { get; init; }

    /// <summary>Attributes of Resize; null if all are taken.</summary>
    public required ResizeSupport? Resize { get; init; }

    /// <summary>Inputs that must be initialisers.</summary>
    public required IReadOnlyList<ConstantInputs> ConstantInputs { get; init; }

    /// <summary>Operators that are read but should not be used.</summary>
    public required IReadOnlyList<DiscouragedOperator> DiscouragedOperators { get; init; }

    /// <summary>The facts behind the profile.</summary>
    public required IReadOnlyList<TargetNote> Notes { get; init; }

    /// <summary>For each standard operator the element types that its data may have; empty for an open list.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<GraphElementType>> Operators { get; init; }

    /// <summary>Gets a flavour by name.</summary>
    /// <param name="name">Its name, such as <c>int8-weak</c>.</param>
    /// <returns>The flavour, or null if the target has none of that name.</returns>
    public PrecisionFlavour? Precision(string name) => Precisions.FirstOrDefault(flavour => flavour.Name == name);

    /// <summary>Tells whether the target's engine has an operator of the standard domain.</summary>
    /// <param name="operation">The operator's ONNX name.</param>
    public bool HasOperator(string operation)
        => UnlistedOperators == UnlistedOperators.Accepted || Operators.ContainsKey(operation);

    /// <summary>Gets the name and the engine.</summary>
    public override string ToString() => $"{Name}: {Title}, {Engine} {EngineVersion}";
}
