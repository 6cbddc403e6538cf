using System.Buffers;
using System.Text;

namespace DenseEdge.Sdk.Inference.Pruning;

/// <summary>
/// Makes a model that computes some of the outputs of another: nodes and weights that only the others need are left out. ONNX
/// Runtime itself computes every node of a session, whatever outputs are bound.
/// </summary>
internal static class ModelPruner
{
    /// <summary>Prunes a model.</summary>
    /// <param name="model">An ONNX file.</param>
    /// <param name="outputs">Names of the outputs to keep; each is an output of the model.</param>
    /// <returns>An ONNX file with these outputs, in the order that they had.</returns>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    public static byte[] Keep(ReadOnlySpan<byte> model, IReadOnlySet<string> outputs)
    {
        ArrayBufferWriter<byte> pruned = new(model.Length);
        ProtobufReader reader = new(model);
        while (reader.Next())
        {
            if (reader.Field == OnnxField.ModelGraph)
            {
                ProtobufWriter.Message(pruned, OnnxField.ModelGraph, KeepInGraph(reader.Content, outputs));
            }
            else
            {
                pruned.Write(reader.Whole);
            }
        }

        return pruned.WrittenSpan.ToArray();
    }

    /// <summary>Reads one name of a message.</summary>
    internal static string Name(ReadOnlySpan<byte> message, int field)
    {
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            if (reader.Field == field)
            {
                return Encoding.UTF8.GetString(reader.Content);
            }
        }

        return string.Empty;
    }

    private static ReadOnlySpan<byte> KeepInGraph(ReadOnlySpan<byte> graph, IReadOnlySet<string> outputs)
    {
        bool[] wanted = Wanted(graph, outputs, out HashSet<string> values);
        ArrayBufferWriter<byte> pruned = new(graph.Length);
        ProtobufReader reader = new(graph);
        int node = 0;
        while (reader.Next())
        {
            bool keep = reader.Field switch
            {
                OnnxField.GraphNode => wanted[node++],
                OnnxField.GraphInitializer => values.Contains(Name(reader.Content, OnnxField.TensorName)),
                OnnxField.GraphOutput => outputs.Contains(Name(reader.Content, OnnxField.ValueName)),
                OnnxField.GraphValueInfo or OnnxField.GraphQuantization
                    => values.Contains(Name(reader.Content, OnnxField.ValueName)),
                _ => true,
            };
            if (keep)
            {
                pruned.Write(reader.Whole);
            }
        }

        return pruned.WrittenSpan;
    }

    /// <summary>Goes from the outputs to the inputs. ONNX lists every node behind those that make its inputs, so one pass
    /// backwards finds all.</summary>
    private static bool[] Wanted(ReadOnlySpan<byte> graph, IReadOnlySet<string> outputs, out HashSet<string> values)
    {
        List<NodeNames> nodes = [];
        ProtobufReader reader = new(graph);
        while (reader.Next())
        {
            if (reader.Field == OnnxField.GraphNode)
            {
                nodes.Add(NodeNames.Read(reader.Content));
            }
        }

        HashSet<string> needed = [.. outputs];
        bool[] wanted = new bool[nodes.Count];
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            // An optional output or input that isn't there has an empty name.
            wanted[i] = nodes[i].Makes.Any(name => name.Length > 0 && needed.Contains(name));
            if (wanted[i])
            {
                needed.UnionWith(nodes[i].Reads.Where(name => name.Length > 0));
            }
        }

        values = needed;
        return wanted;
    }
}
