// Cuts bootstrap.css down to the classes named in bootstrap.keep.
const fs=require('fs'),postcss=require('postcss');
const [,,src,keepFile,out]=process.argv;
const pats=fs.readFileSync(keepFile,'utf8').split('\n').map(s=>s.replace(/#.*/,'').trim()).filter(Boolean).map(p=>new RegExp('^'+p+'$'));
const keep=c=>pats.some(p=>p.test(c));
const root=postcss.parse(fs.readFileSync(src,'utf8'));
root.walkDecls(d=>{ if(/data:/.test(d.value)) d.remove(); });
root.walkRules(r=>{
  if(r.parent.type==='atrule'&&/keyframes/.test(r.parent.name)) return;
  const sel=r.selectors.filter(s=>{
    if(/data-bs-theme=dark/.test(s)) return false;
    const cs=[...s.matchAll(/\.(-?[_a-zA-Z][\w-]*)/g)].map(m=>m[1]);
    return cs.every(keep);
  });
  if(!sel.length) r.remove(); else r.selectors=sel;
});
root.walkAtRules(/media|supports/,a=>{ if(!a.nodes||!a.nodes.some(n=>n.type==='rule')) a.remove(); });
// second pass: custom properties nobody reads
for(let again=true;again;){again=false;
 const text=root.toString(); const used=new Set([...text.matchAll(/var\((--[\w-]+)/g)].map(m=>m[1]));
 root.walkDecls(/^--bs-/,d=>{ if(!used.has(d.prop)){d.remove();again=true;} });
}
const frames=new Set();root.walkDecls(/animation/,d=>d.value.split(/\s+/).forEach(v=>frames.add(v)));
root.walkAtRules('keyframes',a=>{if(!frames.has(a.params))a.remove();});
root.walkAtRules('charset',a=>a.remove());
root.walkRules(r=>{if(!r.nodes.some(n=>n.type==='decl'))r.remove();});
root.walkComments(c=>{ if(!c.text.startsWith('!')) c.remove(); });
fs.writeFileSync(out,root.toString().replace(/\n{2,}/g,'\n'));
