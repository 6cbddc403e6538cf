using DenseEdge.Contracts;
using Microsoft.ML.OnnxRuntime;
using ModelMetadata = DenseEdge.Contracts.ModelMetadata;

namespace DenseEdge.Sdk.Inference;

/// <summary>Checks that a loaded graph has the inputs and outputs that its metadata promise.</summary>
internal static class OrtModelCheck
{
    /// <exception cref="InvalidDataException">An input or output is missing or has another type or shape.</exception>
    public static void Require(InferenceSession session, ModelMetadata model, string path)
    {
        NodeMetadata input = Find(session.InputMetadata, "input", model.InputName, path);
        int[] expected = [1, model.InputHeight, model.InputWidth, 3];
        if (input.ElementType != typeof(byte) || !input.Dimensions.AsSpan().SequenceEqual(expected))
        {
            throw new InvalidDataException(
                $"{path}: expected the input '{model.InputName}' to be Byte [{string.Join(", ", expected)}], "
                + $"found {Text(input)}.");
        }

        foreach (ModelTask task in model.Tasks)
        {
            TaskKind kind = task.Spec.Kind;
            NodeMetadata output = Find(session.OutputMetadata, "output", task.OutputName, path);
            Type type = kind.HasClasses() ? typeof(byte) : typeof(float);
            if (output.ElementType != type || !OutputShape.Fits(output.Dimensions, kind, model))
            {
                throw new InvalidDataException(
                    $"{path}: expected the output '{task.OutputName}' for {kind.Title()} to be "
                    + $"{OutputShape.Expected(kind, model)}, found {Text(output)}.");
            }
        }
    }

    private static NodeMetadata Find(
        IReadOnlyDictionary<string, NodeMetadata> nodes, string what, string name, string path)
        => nodes.TryGetValue(name, out NodeMetadata? node)
            ? node
            : throw new InvalidDataException(
                $"{path}: expected an {what} '{name}', found {string.Join(", ", nodes.Keys)}.");

    private static string Text(NodeMetadata node) => $"{node.ElementType.Name} [{string.Join(", ", node.Dimensions)}]";
}
