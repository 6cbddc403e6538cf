namespace DenseEdge.Agent.Tests.Crashing;

/// <content>What the platter has.</content>
internal sealed partial class VirtualDisk
{
    /// <summary>The disk as the next start finds it; all of it is durable then.</summary>
    /// <param name="survival">What survived.</param>
    /// <param name="seed">What chance wants.</param>
    public VirtualDisk Restart(Survival survival, int seed = 0)
    {
        VirtualDisk next = new() { Free = Free };
        Random chance = new(seed);
        List<VirtualMove> happened = survival == Survival.Chance ? [.. _moves.Where(_ => chance.Next(2) == 0)] : [];
        Copy(_root, next._root, survival, chance, happened);
        return next;
    }

    private void MakeDurable(VirtualFolder folder)
    {
        // A rename out of this folder isn't durable before the folder that it leads to is: the old name stays until then.
        List<VirtualMove> leaving = [.. _moves.Where(move => move.From == folder && move.To != folder)];
        foreach (VirtualMove arrived in _moves.Where(move => move.To == folder && move.From != folder))
        {
            if (arrived.From.Durable.GetValueOrDefault(arrived.OldName) == arrived.Node)
            {
                arrived.From.Durable.Remove(arrived.OldName);
            }
        }

        Dictionary<string, VirtualNode> staying = leaving
            .Where(move => folder.Durable.GetValueOrDefault(move.OldName) == move.Node && !folder.Seen.ContainsKey(move.OldName))
            .DistinctBy(move => move.OldName).ToDictionary(move => move.OldName, move => move.Node);
        folder.Durable.Clear();
        foreach ((string name, VirtualNode node) in folder.Seen.Concat(staying))
        {
            folder.Durable[name] = node;
        }

        _moves.RemoveAll(move => move.To == folder);
    }

    private void Copy(
        VirtualFolder folder, VirtualFolder target, Survival survival, Random chance, List<VirtualMove> happened)
    {
        foreach ((string name, VirtualNode node) in Surviving(folder, survival, chance, happened))
        {
            if (node is VirtualFolder inner)
            {
                VirtualFolder copy = new();
                Copy(inner, copy, survival, chance, happened);
                target.Seen[name] = target.Durable[name] = copy;
            }
            else
            {
                byte[] bytes = Surviving((VirtualFile)node, survival, chance);
                target.Seen[name] = target.Durable[name] = new VirtualFile { Seen = bytes, Durable = bytes };
            }
        }
    }

    private SortedDictionary<string, VirtualNode> Surviving(
        VirtualFolder folder, Survival survival, Random chance, List<VirtualMove> happened)
    {
        if (survival != Survival.Chance)
        {
            return survival == Survival.WrittenIsKept ? folder.Seen : folder.Durable;
        }

        SortedDictionary<string, VirtualNode> names = new(folder.Durable, StringComparer.Ordinal);
        foreach ((string name, VirtualNode node) in folder.Durable)
        {
            // Gone by a rename: that decides. Deleted: chance does.
            VirtualMove? move = _moves.Find(move => move.From == folder && move.OldName == name && move.Node == node);
            bool isGone = folder.Seen.GetValueOrDefault(name) != node
                && (move is null ? !folder.Seen.ContainsKey(name) && chance.Next(2) == 0 : happened.Contains(move));
            if (isGone)
            {
                names.Remove(name);
            }
        }

        foreach ((string name, VirtualNode node) in folder.Seen.Where(entry => folder.Durable.GetValueOrDefault(entry.Key) != entry.Value))
        {
            VirtualMove? move = _moves.Find(move => move.To == folder && move.NewName == name && move.Node == node);
            if (move is null ? chance.Next(2) == 0 : happened.Contains(move))
            {
                names[name] = node;
            }
        }

        return names;
    }

    private static byte[] Surviving(VirtualFile file, Survival survival, Random chance)
    {
        if (survival == Survival.WrittenIsKept || ReferenceEquals(file.Seen, file.Durable))
        {
            return file.Seen;
        }

        return survival == Survival.UnsyncedIsLost
            ? file.Durable
            : chance.Next(4) switch
            {
                0 => file.Durable,
                1 => file.Seen,
                2 => file.Seen[..chance.Next(file.Seen.Length + 1)],
                _ => new byte[file.Seen.Length],
            };
    }
}
