using System.Text.Json;

namespace DenseEdge.Onnx.Targets;

/// <summary>Reads a profile. Whatever is wrong with it is told in one message, fault by fault.</summary>
internal static class TargetProfileReader
{
    private static readonly JsonDocumentOptions Json = new()
    {
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Reads the text of a profile.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="source">The file's name, with which messages begin.</param>
    /// <exception cref="InvalidDataException">It is no JSON or no valid profile.</exception>
    public static TargetProfile Read(string text, string source)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, Json);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{source}: expected JSON, found something else ({exception.Message})", exception);
        }

        using (document)
        {
            List<string> faults = [];
            TargetProfile profile = Profile(document.RootElement, faults);
            return faults.Count == 0
                ? profile
                : throw new InvalidDataException(
                    $"{source}: not a valid target profile:\n  {string.Join("\n  ", faults)}");
        }
    }

    private static TargetProfile Profile(JsonElement root, List<string> faults)
    {
        ProfileObject file = new(
            root, "", faults, "name", "title", "engine", "engine_version", "opset", "ir_maximum", "input_types", "output_types",
            "static_shapes", "model_bytes_maximum", "int64", "domains", "unlisted_operators", "precisions", "relative_speed",
            "quantization", "resize", "constant_inputs", "discouraged_operators", "notes", "operators");
        OpsetRange opset = Opset(file);
        return new TargetProfile
        {
            Name = file.Text("name"),
            Title = file.Text("title"),
            Engine = file.Choice(
                "engine", ("tensorrt", TargetEngine.TensorRt), ("directml", TargetEngine.DirectMl), ("cpu", TargetEngine.Cpu)),
            EngineVersion = file.Text("engine_version"),
            Opset = opset,
            IrMaximum = (int)file.Integer("ir_maximum", 3, 100),
            InputTypes = file.ElementTypes("input_types"),
            OutputTypes = file.ElementTypes("output_types"),
            StaticShapes = file.Boolean("static_shapes"),
            ModelBytesMaximum = file.Integer("model_bytes_maximum", 1, int.MaxValue),
            WideIntegers = file.Choice(
                "int64",
                ("native", WideIntegerSupport.Native),
                ("clamped", WideIntegerSupport.Clamped),
                ("slow", WideIntegerSupport.Slow)),
            Domains = file.Texts("domains"),
            UnlistedOperators = file.Choice(
                "unlisted_operators",
                ("rejected", UnlistedOperators.Rejected),
                ("fall_back", UnlistedOperators.FallBack),
                ("accepted", UnlistedOperators.Accepted)),
            Precisions = Precisions(file, opset),
            RelativeSpeed = RelativeSpeed(file),
            Quantization = Quantization(file),
            Resize = Resize(file),
            ConstantInputs =
            [
                .. file.Objects("constant_inputs", "operator", "inputs")
                    .Select(entry => new ConstantInputs(entry.Text("operator"), entry.Integers("inputs"))),
            ],
            DiscouragedOperators =
            [
                .. file.Objects("discouraged_operators", "operator", "reason")
                    .Select(entry => new DiscouragedOperator(entry.Text("operator"), entry.Text("reason"))),
            ],
            Notes =
            [
                .. file.Objects("notes", "fact", "source", "verified")
                    .Select(entry => new TargetNote(entry.Text("fact"), entry.Text("source"), entry.Boolean("verified"))),
            ],
            Operators = Operators(file),
        };
    }

    private static OpsetRange Opset(ProfileObject file)
    {
        ProfileObject entry = file.Object("opset", "minimum", "maximum", "default");
        OpsetRange range = new(
            (int)entry.Integer("minimum", 1, 100), (int)entry.Integer("maximum", 1, 100), (int)entry.Integer("default", 1, 100));
        if (range.Minimum > range.Maximum)
        {
            entry.Fault("maximum", $"expected at least the minimum, {range.Minimum}, found {range.Maximum}");
        }
        else if (!range.Contains(range.Default))
        {
            entry.Fault("default", $"expected {range.Minimum} to {range.Maximum}, found {range.Default}");
        }

        return range;
    }

    private static List<PrecisionFlavour> Precisions(ProfileObject file, OpsetRange opset)
    {
        List<PrecisionFlavour> flavours = [];
        foreach (ProfileObject entry in file.Objects(
            "precisions", "name", "graph_type", "scale_type", "opset", "opset_minimum", "build"))
        {
            PrecisionFlavour flavour = new(
                entry.Text("name"),
                entry.ElementType("graph_type"),
                entry.OptionalElementType("scale_type"),
                (int)entry.Integer("opset", 1, 100),
                (int)entry.Integer("opset_minimum", 1, 100),
                entry.Text("build"));
            if (!opset.Contains(flavour.Opset) || flavour.Opset < flavour.OpsetMinimum)
            {
                entry.Fault(
                    "opset",
                    $"expected {Math.Max(opset.Minimum, flavour.OpsetMinimum)} to {opset.Maximum}, found {flavour.Opset}");
            }

            if (flavours.Exists(known => known.Name == flavour.Name))
            {
                entry.Fault("name", $"'{flavour.Name}' is given twice");
            }

            flavours.Add(flavour);
        }

        if (flavours.Count == 0)
        {
            file.Fault("precisions", "expected at least one, found none");
        }

        return flavours;
    }

    private static RelativeSpeed RelativeSpeed(ProfileObject file)
    {
        if (!file.Has("relative_speed"))
        {
            return Targets.RelativeSpeed.Halving;
        }

        ProfileObject entry = file.Object("relative_speed", "fp16", "int8");
        return new RelativeSpeed((int)entry.Integer("fp16", 1, 100), (int)entry.Integer("int8", 1, 100));
    }

    private static QuantizationSupport Quantization(ProfileObject file)
    {
        ProfileObject entry = file.Object("quantization", "rules", "zero_point_required", "uint8", "scale_types");
        return new QuantizationSupport(
            entry.Choice(
                "rules",
                ("tensorrt", QuantizationRuleSet.TensorRt),
                ("cpu", QuantizationRuleSet.Cpu),
                ("discouraged", QuantizationRuleSet.Discouraged)),
            entry.Boolean("zero_point_required"),
            entry.Choice(
                "uint8",
                ("accepted", UnsignedByteQuantization.Accepted),
                ("rejected", UnsignedByteQuantization.Rejected),
                ("misread", UnsignedByteQuantization.Misread)),
            entry.ElementTypes("scale_types"));
    }

    private static ResizeSupport? Resize(ProfileObject file)
    {
        if (!file.Has("resize"))
        {
            return null;
        }

        ProfileObject entry = file.Object(
            "resize", "modes", "coordinate_modes", "nearest_modes", "aspect_policies", "antialias", "linear_dimensions");
        return new ResizeSupport(
            entry.Texts("modes"),
            entry.Texts("coordinate_modes"),
            entry.Texts("nearest_modes"),
            entry.Texts("aspect_policies"),
            entry.Boolean("antialias"),
            (int)entry.Integer("linear_dimensions", 1, 100));
    }

    private static Dictionary<string, IReadOnlyList<GraphElementType>> Operators(ProfileObject file)
    {
        Dictionary<string, IReadOnlyList<GraphElementType>> operators = new(StringComparer.Ordinal);
        foreach (ProfileObject entry in file.Objects("operators", "types", "names"))
        {
            IReadOnlyList<GraphElementType> types = entry.ElementTypes("types");
            foreach (string name in entry.Texts("names"))
            {
                if (!operators.TryAdd(name, types))
                {
                    entry.Fault("names", $"the operator '{name}' is in two groups");
                }
            }
        }

        return operators;
    }
}
