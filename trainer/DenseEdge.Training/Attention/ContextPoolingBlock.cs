using System.Diagnostics;
using DenseEdge.Contracts;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Attention;

/// <summary>
/// What a target task reads from a source task: projections to queries, keys and values, and one of four attentions.
/// </summary>
/// <remarks>Bruggemann et al., "Exploring Relational Context for Multi-Task Dense Prediction", ICCV 2021.</remarks>
internal sealed class ContextPoolingBlock : Module<Tensor, Tensor, Tensor?, Tensor>
{
    [ComponentName(Name = "query_project")]
    private readonly Sequential _query;

    [ComponentName(Name = "key_project")]
    private readonly Sequential _key;

    [ComponentName(Name = "value_project")]
    private readonly ConvBnRelu _value;

    /// <summary>Makes a block; its convolutions start Xavier-uniform.</summary>
    /// <param name="type">Any type but <see cref="ContextType.None"/>.</param>
    /// <param name="channels">Channels of the tasks' features (C).</param>
    /// <param name="contextChannels">Channels of queries, keys and values (D).</param>
    /// <param name="window">Side of the window of the local type.</param>
    /// <param name="affineValueNorm">Whether the values' normalisation has a scale and an offset.</param>
    /// <exception cref="ArgumentException">The type is none.</exception>
    public ContextPoolingBlock(
        ContextType type, long channels, long contextChannels, int window = LocalContext.PaperWindow, bool affineValueNorm = true)
        : base(nameof(ContextPoolingBlock))
    {
        if (type == ContextType.None)
        {
            throw new ArgumentException("A pair without context has no block.", nameof(type));
        }

        Type = type;
        Window = window;
        QueryProjection = MakeProjection(channels, contextChannels);
        KeyProjection = MakeProjection(channels, contextChannels);
        _query = Sequential(QueryProjection[0], QueryProjection[1]);
        _key = Sequential(KeyProjection[0], KeyProjection[1]);
        _value = new ConvBnRelu(channels, contextChannels, 1, affineNorm: affineValueNorm);
        foreach (ConvBnRelu layer in (ConvBnRelu[])[.. QueryProjection, .. KeyProjection, _value])
        {
            init.xavier_uniform_(layer.Conv.weight!);
        }

        RegisterComponents();
    }

    /// <summary>The attention of this block.</summary>
    public ContextType Type { get; }

    /// <summary>Side of the window of the local type.</summary>
    public int Window { get; }

    /// <summary>The two layers of the query projection; the global type applies softplus after them.</summary>
    public IReadOnlyList<ConvBnRelu> QueryProjection { get; }

    /// <summary>The two layers of the key projection; the global type applies softplus after them.</summary>
    public IReadOnlyList<ConvBnRelu> KeyProjection { get; }

    /// <summary>The value projection.</summary>
    public ConvBnRelu ValueProjection => _value;

    /// <inheritdoc/>
    /// <param name="target">Features of the target task, [N, C, H, W].</param>
    /// <param name="source">Features of the source task, [N, C, H, W].</param>
    /// <param name="maps">
    /// For the label types the normalised maps, [N, L, HW], of the target or the source task; otherwise ignored.
    /// </param>
    /// <returns>[N, D, H, W].</returns>
    /// <exception cref="ArgumentNullException">The type needs maps and there are none.</exception>
    public override Tensor forward(Tensor target, Tensor source, Tensor? maps)
    {
        using DisposeScope scope = NewDisposeScope();
        return Attend(target, source, maps).MoveToOuterDisposeScope();
    }

    /// <summary>Computes what the attention of this block works on.</summary>
    /// <param name="target">Features of the target task, [N, C, H, W].</param>
    /// <param name="source">Features of the source task, [N, C, H, W].</param>
    /// <param name="maps">For the label types the normalised maps, [N, L, HW]; otherwise ignored.</param>
    /// <exception cref="ArgumentNullException">The type needs maps and there are none.</exception>
    public ContextProjections Project(Tensor target, Tensor source, Tensor? maps)
    {
        switch (Type)
        {
            case ContextType.Global:
                return new ContextProjections(
                    functional.softplus(_query.call(target)), functional.softplus(_key.call(source)), _value.call(source), null);
            case ContextType.Local:
                return new ContextProjections(_query.call(target), _key.call(source), _value.call(source), null);
            case ContextType.TargetLabel or ContextType.SourceLabel:
                ArgumentNullException.ThrowIfNull(maps);
                Tensor regions = LabelContext.Describe(maps, source);               // [N, C, L, 1]
                return new ContextProjections(_query.call(target), _key.call(regions), _value.call(regions), regions);
            default:
                throw new UnreachableException($"Unknown context type {Type}.");
        }
    }

    private Tensor Attend(Tensor target, Tensor source, Tensor? maps)
    {
        (Tensor query, Tensor key, Tensor value, _) = Project(target, source, maps);
        return Type switch
        {
            ContextType.Global => GlobalContext.Attend(query, key, value),
            ContextType.Local => LocalContext.Attend(query, key, value, Window),
            _ => LabelContext.Attend(query, key, value),
        };
    }

    private ConvBnRelu[] MakeProjection(long channels, long contextChannels) =>
    [
        new ConvBnRelu(channels, contextChannels, 1),
        new ConvBnRelu(contextChannels, contextChannels, 1, rectifies: Type != ContextType.Global),
    ];
}
