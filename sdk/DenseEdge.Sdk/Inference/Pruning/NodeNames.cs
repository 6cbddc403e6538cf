using System.Text;

namespace DenseEdge.Sdk.Inference.Pruning;

/// <summary>What a node of a graph reads and makes.</summary>
/// <param name="Reads">Names of the values that it reads, also inside of its own subgraphs.</param>
/// <param name="Makes">Names of the values that it makes.</param>
internal sealed record NodeNames(IReadOnlyList<string> Reads, IReadOnlyList<string> Makes)
{
    /// <summary>Reads a NodeProto.</summary>
    public static NodeNames Read(ReadOnlySpan<byte> node)
    {
        List<string> reads = [];
        List<string> makes = [];
        ProtobufReader reader = new(node);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxField.NodeInput:
                    reads.Add(Encoding.UTF8.GetString(reader.Content));
                    break;
                case OnnxField.NodeOutput:
                    makes.Add(Encoding.UTF8.GetString(reader.Content));
                    break;
                case OnnxField.NodeAttribute:
                    AddCaptures(reader.Content, reads);
                    break;
                default:
                    break;
            }
        }

        return new NodeNames(reads, makes);
    }

    /// <summary>The body of an If or a Loop may read any value of the graph around it. Its own names come along; at worst they
    /// keep a node that nobody needs.</summary>
    private static void AddCaptures(ReadOnlySpan<byte> attribute, List<string> reads)
    {
        ProtobufReader reader = new(attribute);
        while (reader.Next())
        {
            if (reader.Field is OnnxField.AttributeGraph or OnnxField.AttributeGraphs)
            {
                AddGraph(reader.Content, reads);
            }
        }
    }

    private static void AddGraph(ReadOnlySpan<byte> graph, List<string> reads)
    {
        ProtobufReader reader = new(graph);
        while (reader.Next())
        {
            if (reader.Field == OnnxField.GraphNode)
            {
                reads.AddRange(Read(reader.Content).Reads);
            }
            else if (reader.Field == OnnxField.GraphOutput)
            {
                // A body may hand out a value of the graph around it as it is.
                reads.Add(ModelPruner.Name(reader.Content, OnnxField.ValueName));
            }
        }
    }
}
