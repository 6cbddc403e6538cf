using DenseEdge.Onnx.Linting;
using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;
using Google.Protobuf;

namespace DenseEdge.Onnx.Tests.Linting;

/// <summary>Whatever is done to a model, the linter judges it and does not throw.</summary>
public sealed class RandomMutationTests
{
    private const int Rounds = 40;
    private const int MostChanges = 4;

    private static readonly TargetProfile[] Targets = [.. TargetProfiles.Names.Select(TargetProfiles.Find)];
    private static readonly string[] Operators =
        ["Conv", "Resize", "Softmax", "Add", "QuantizeLinear", "DequantizeLinear", "MatMul", "Reshape", "Nonsense", "Gemm", "If"];

    public static TheoryData<string> Kinds => [.. GoodModels.Targets.Select(entry => entry.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Judge_ARandomlyChangedModel_NeverThrows(string kind)
    {
        ModelProto good = GoodModels.Of(kind).Proto;
        for (int seed = 0; seed < Rounds; seed++)
        {
            Random random = new(seed);
            ModelProto model = good.Clone();
            for (int change = random.Next(MostChanges); change >= 0; change--)
            {
                Change(model, random);
            }

            LintGraph graph = new(new OnnxModel(model));
            foreach (TargetProfile target in Targets)
            {
                LintReport report = Linter.Judge(graph, target);

                Assert.All(report.Findings, finding => Assert.NotEmpty(finding.Node));
            }
        }
    }

    private static void Change(ModelProto model, Random random)
    {
        GraphProto graph = model.Graph;
        NodeProto node = graph.Node[random.Next(graph.Node.Count)];
        TensorProto tensor = graph.Initializer[random.Next(graph.Initializer.Count)];
        switch (random.Next(20))
        {
            case 0: graph.Node.Remove(node); break;
            case 1: node.Name = "renamed"; node.Output.Add("renamed"); break;
            case 2: node.OpType = Operators[random.Next(Operators.Length)]; break;
            case 3: node.Input.Clear(); break;
            case 4: node.Output.Clear(); break;
            case 5: node.Attribute.Clear(); break;
            case 6: node.Input.Add(graph.Initializer[0].Name); break;
            case 7: tensor.DataType = random.Next(20); break;
            case 8: tensor.Dims.Clear(); break;
            case 9: tensor.Dims.Add(random.Next(-2, 5)); break;
            case 10: tensor.ClearRawData(); break;
            case 11: tensor.RawData = ByteString.CopyFrom(new byte[random.Next(9)]); break;
            case 12: graph.Initializer.Remove(tensor); break;
            case 13: graph.Node.Insert(random.Next(graph.Node.Count), node.Clone()); break;
            case 14: graph.ValueInfo.Clear(); break;
            case 15: graph.Output[0].Type = random.Next(2) == 0 ? null : new TypeProto(); break;
            case 16: graph.Input[0].Type.TensorType = new TypeProto.Types.Tensor { ElemType = random.Next(20) }; break;
            case 17: model.OpsetImport[0].Version = random.Next(30); break;
            case 18: Retype(node, random); break;
            default: Rewire(node, graph, random); break;
        }
    }

    // One input reads the result of some node, maybe a later one, so that cycles arise.
    private static void Rewire(NodeProto node, GraphProto graph, Random random)
    {
        string[] results = [.. graph.Node.SelectMany(other => other.Output)];
        if (node.Input.Count > 0 && results.Length > 0)
        {
            node.Input[random.Next(node.Input.Count)] = results[random.Next(results.Length)];
        }
    }

    // An attribute of another kind than the operator's, and with values that make no sense.
    private static void Retype(NodeProto node, Random random)
    {
        foreach (AttributeProto attribute in node.Attribute)
        {
            attribute.I = random.NextInt64(-5, 100);
            attribute.Ints.Clear();
            attribute.Ints.Add(random.NextInt64(long.MinValue, long.MaxValue));
            attribute.S = ByteString.CopyFrom(0xFF, 0xFE);
        }
    }
}
